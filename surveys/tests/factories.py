"""Plain functions that put surveys in the database, with sensible values for whatever a test does not care about."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from members.actions import imports
from members.models import Province
from members.tests import factories as members
from surveys import documents, tokens
from surveys.models import (
    AnswerFile,
    Confidentiality,
    Invitation,
    InvitationState,
    PopulationSnapshot,
    PopulationUnit,
    RegisterRemark,
    Response,
    Survey,
    SurveyState,
    SurveyVersion,
)


def both(text):
    return {"nl": text, "en": text}


def option(code, kind="substantive"):
    return {"code": code, "label": both(code.capitalize()), "kind": kind}


def question(code="q1", type="single", *, options=("yes", "no"), dont_know=False, none=False, items=(), **fields):
    """One question; `options` and `items` are codes, `dont_know` and `none` add such an option."""
    asked = {"code": code, "type": type, "text": both(f"Question {code}?"), "required": False, **fields}
    if type in documents.WITH_OPTIONS:
        codes = ("1", "2", "3", "4", "5") if type == "likert" and options == ("yes", "no") else options
        asked["options"] = [option(each) for each in codes]
        asked["options"] += [option("dk", "dont_know")] if dont_know else []
        asked["options"] += [option("none", "none")] if none else []
    if items:
        asked["items"] = [{"code": item, "label": both(item.capitalize())} for item in items]
    return asked


def document(*questions, languages=("nl", "en")):
    """One section with these questions."""
    asked = list(questions) or [question()]
    sections = [{"code": "all", "title": both("All"), "questions": asked}]
    return {"languages": list(languages), "sections": sections}


def pages(*questions):
    """A document with a section for each question."""
    sections = [{"code": each["code"], "title": both(each["code"]), "questions": [each]} for each in questions]
    return {"languages": ["nl", "en"], "sections": sections}


def survey(
    *questions,
    state=SurveyState.OPEN,
    confidentiality=Confidentiality.CONFIDENTIAL,
    opens_on=None,
    closes_on=None,
    document=None,
    **fields,
):
    """A survey with one version of these questions; in the field since a week, unless `state` says otherwise."""
    today = timezone.localdate()
    made = Survey.objects.create(
        **{"title_nl": "Dienstverlening", "title_en": "Services", **fields},
        state=state,
        confidentiality=confidentiality,
        opens_on=opens_on or (None if state == SurveyState.DRAFT else today - timedelta(days=7)),
        closes_on=closes_on or today + timedelta(days=21),
    )
    asked = document or globals()["document"](*questions)
    is_published = state != SurveyState.DRAFT
    SurveyVersion.objects.create(
        survey=made,
        number=1,
        document=asked,
        content_hash=documents.hash_of(asked),
        published_at=timezone.now() if is_published else None,
    )
    if is_published:
        PopulationSnapshot.objects.create(survey=made, taken_on=made.opens_on)
    return made


def unit(survey, municipality=None, *, province=Province.ANTWERP, **attributes):
    """A municipality in the population of a survey."""
    municipality = municipality or members.municipality(province=province)
    return PopulationUnit.objects.create(
        snapshot=survey.snapshot,
        municipality=municipality,
        nis_code=municipality.nis_code,
        name=municipality.name,
        province=province or "",
        **attributes,
    )


ATTRIBUTES = ("province", "youth_region", "population", "population_band", "fte", "fte_band")


def invitation(survey, person=None, *, unit=None, token="", **fields):
    """An invitation that was sent; its `token` is at hand, as in the mail."""
    seed = "" if token else tokens.new()
    token = token or tokens.of_seed(seed)
    made = Invitation.objects.create(
        survey=survey,
        person=person or members.person(),
        unit=unit,
        token_hash=tokens.hash_of(token),
        code_hash=tokens.hash_of_code(tokens.code_of_seed(seed)) if seed else None,
        link_seed=seed,
        **{"state": InvitationState.SENT, **fields},
    )
    made.token = token
    return made


def response(survey, answers=None, *, unit=None, **columns):
    """A response as it was sent, with the attributes of `unit` (a new one by default, none when anonymous)."""
    version = survey.version
    asked, kept = documents.routed(version.document, answers or {})
    if survey.is_anonymous:
        fields = {}
    else:
        unit = unit or globals()["unit"](survey)
        fields = {name: getattr(unit, name) for name in ATTRIBUTES}
        fields |= {"unit": unit, "submitted_on": timezone.localdate()}
    fields |= {"confidentiality": survey.confidentiality, "language": "nl", **columns}
    return Response.objects.create(survey=survey, version=version, answers=kept, asked=asked, **fields)


PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\n"


def upload(content=PDF, name="nota.pdf"):
    """A file as a browser sends it."""
    return ContentFile(content, name=name)


def answer_file(invitation_=None, code="q1", **fields):
    """A file that was sent with answers, by name."""
    asked = invitation_ or invitation(
        survey(question(code, "file"), confidentiality=Confidentiality.IDENTIFIED), state=InvitationState.SUBMITTED
    )
    values = {"name": "nota.pdf", "size": len(PDF), "kind": "pdf", **fields}
    return AnswerFile.objects.create(invitation=asked, question=code, file=upload(), **values)


def answers_file(survey, *, by):
    """A file with answers that was brought for a survey, without a column for the municipality."""
    file = ContentFile(b"q1\nyes\n", name="answers.csv")
    options = {"survey": survey.pk, "mapping": {}}
    return imports.receive(file, "responses", by=by, now=timezone.now(), options=options)


def remark(person=None, **fields):
    """Somebody says that the register is wrong."""
    values = {"text": "We hebben 2 VTE.", "made_on": timezone.localdate(), **fields}
    return RegisterRemark.objects.create(person=person or members.person(), **values)
