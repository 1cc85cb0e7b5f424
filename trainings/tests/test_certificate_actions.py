"""Certificates on paper: frozen, numbered, replaced and revoked, with the evidence that hangs on them."""

import subprocess
from datetime import timedelta
from io import BytesIO
from shutil import which
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation

from members import competences
from members.models import Competence, CompetenceEvidence, Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import papers, path
from trainings.actions import certificates as actions
from trainings.models import Certificate, ModuleKind
from trainings.rules.certificates import CertificateRefusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.fixture
def competence():
    return Competence.objects.create(code="weaving", title_nl="Netwerken weven", title_en="Weaving networks")


def earned(*presences, module=None, edition=None, **person):
    """A registration of somebody who was there, in an edition that is over."""
    first_day = timezone.localdate() - timedelta(days=3)
    edition = edition or trainings.edition(module=module, first_day=first_day, min_hours_percent=75)
    registration = trainings.registration(edition, members.person(**person))
    trainings.attendance(registration, *(presences or ("present", "present")))
    return registration


def test_a_certificate_is_frozen_as_it_was_issued(staff, competence):
    module = trainings.module(title_nl="Regie", title_en="Steering")
    module.module_competences.create(competence=competence)
    registration = earned(module=module, first_name="Jana", last_name="Maes")

    certificate = actions.issue(registration, by=staff, now=NOW)
    with translation.override("en"):
        before = papers.words_of(certificate, language="en")
    module.title_en = "Another title"
    module.save()
    registration.person.last_name = "Peeters"
    registration.person.save()
    with translation.override("en"):
        after = papers.words_of(Certificate.objects.get(), language="en")

    assert before == after
    assert (after["holder"], after["module"], after["competences"]) == ("Jana Maes", "Steering", ["Weaving networks"])
    assert after["summary"] == "6 h in 2 half-days, De Wervel, Gent"
    assert Mail.objects.get().kind == "trainings/mail/certificate_issued"


def test_numbers_follow_each_other_within_a_year_and_codes_cannot_be_guessed(staff):
    issued = [actions.issue(earned(), by=staff, now=NOW) for _ in range(3)]

    assert [each.number for each in issued] == [1, 2, 3]
    assert all(len(each.code) == 32 for each in issued)  # 24 random bytes: 192 bits
    assert len({each.code for each in issued}) == 3


@pytest.mark.parametrize("presences", [("present", "absent"), ("present",)])
def test_who_has_not_earned_it_gets_none(staff, presences):
    with pytest.raises(Refused) as refused:
        actions.issue(earned(*presences), by=staff, now=NOW)

    assert refused.value.reasons == [CertificateRefusal.NOT_EARNED]


def test_everybody_who_earned_it_gets_theirs_once(staff):
    first = earned()
    earned(edition=first.edition)
    earned("absent", "absent", edition=first.edition)

    assert len(actions.issue_all(first.edition, by=staff, now=NOW)) == 2
    assert actions.issue_all(first.edition, by=staff, now=NOW) == []


def test_an_edition_without_a_rule_gives_no_certificate(staff):
    registration = earned()
    registration.edition.min_hours_percent = None
    registration.edition.save()

    with pytest.raises(Refused) as refused:
        actions.issue(registration, by=staff, now=NOW)

    assert refused.value.reasons == [CertificateRefusal.NONE_GIVEN]


def test_a_competence_hangs_on_its_certificate_and_goes_with_it(staff, competence):
    module = trainings.module()
    module.module_competences.create(competence=competence)
    registration = earned(module=module)

    certificate = actions.issue(registration, by=staff, now=NOW)
    shown = competences.shown_by(registration.person)
    actions.revoke(certificate, by=staff, now=NOW, reason="It was somebody else")

    assert shown == {competence.pk}
    assert competences.shown_by(registration.person) == set()
    evidence = CompetenceEvidence.objects.get()  # it stays, and says why
    assert (evidence.source, evidence.withdrawal_reason) == (
        f"trainings.certificate:{certificate.pk}",
        "It was somebody else",
    )


def test_a_name_is_corrected_by_a_new_version_that_the_old_one_points_to(staff):
    certificate = actions.issue(earned(first_name="Jan", last_name="Maas"), by=staff, now=NOW)

    renewed = actions.replace(certificate, holder="Jan Maes", by=staff, now=NOW, reason="Typo in the name")
    certificate.refresh_from_db()

    assert (certificate.state, certificate.holder, certificate.replaced_by) == ("replaced", "Jan Maas", renewed)
    assert (renewed.state, renewed.holder, renewed.number) == ("valid", "Jan Maes", certificate.number + 1)
    assert renewed.code != certificate.code


@pytest.mark.parametrize("deed", ["revoke", "keep"])
def test_a_deed_with_a_certificate_needs_a_reason(staff, deed):
    certificate = trainings.certificate(earned(), flagged_at=NOW)

    with pytest.raises(Refused) as refused:
        getattr(actions, deed)(certificate, by=staff, now=NOW, reason=" ")
    getattr(actions, deed)(certificate, by=staff, now=NOW, reason="Looked at")
    certificate.refresh_from_db()

    assert refused.value.reasons == [CertificateRefusal.NO_REASON]
    assert (certificate.flagged_at, certificate.state) == (None, "revoked" if deed == "revoke" else "valid")


def test_a_certificate_that_is_no_longer_earned_cannot_be_renewed(staff):
    registration = earned()
    certificate = actions.issue(registration, by=staff, now=NOW)
    trainings.attendance(registration, "absent", "absent")

    with pytest.raises(Refused) as refused:
        actions.replace(certificate, holder="Jan Maes", by=staff, now=NOW, reason="Typo")

    assert refused.value.reasons == [CertificateRefusal.NOT_EARNED]


# --- Paper ------------------------------------------------------------------------------------------


@pytest.mark.skipif(which("pdfinfo") is None, reason="needs pdfinfo, of poppler-utils")
@pytest.mark.parametrize(("language", "region", "title"), [("nl", "BE", "Attest"), ("en", "GB", "Certificate")])
def test_the_paper_is_tagged_and_says_its_language_and_title(staff, tmp_path, language, region, title):
    certificate = trainings.certificate(earned(first_name="Éloïse", last_name="Ćosić"))
    certificate.facts["language"] = language
    pdf = papers.certificate_pdf(certificate)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf)

    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    read = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout

    assert "Tagged:          yes" in told
    assert title in told.splitlines()[0]
    assert f"/Lang({language}-{region})".encode() in pdf
    places = [read.index(word) for word in (title, "Éloïse Ćosić", "De Wervel", certificate.reference)]
    assert places == sorted(places)


def test_a_paper_is_set_without_our_fonts_too(monkeypatch):
    monkeypatch.setattr("portal.typesetting.fonts", lambda: None)

    assert papers.certificate_pdf(trainings.certificate(earned())).startswith(b"%PDF")


def test_all_certificates_of_an_edition_come_in_one_file():
    made = [trainings.certificate(earned()) for _ in range(2)]

    names = ZipFile(BytesIO(papers.as_zip(made))).namelist()

    assert [name.split("-")[:3] for name in names] == [["attest", str(each.year), f"{each.number:04}"] for each in made]


# --- The learning path ------------------------------------------------------------------------------


def states_of(person):
    return [step.state for step in path.steps_of(person, today=timezone.localdate())]


def test_the_path_says_what_is_done_what_runs_and_what_comes(staff):
    trainings.Module.objects.all().delete()
    done, runs, comes, _later = (trainings.module(kind=ModuleKind.ROTATING, order=number) for number in range(4))
    registration = earned(module=done)
    person = registration.person
    actions.issue(registration, by=staff, now=NOW)
    trainings.registration(trainings.edition(module=runs), person)
    trainings.edition(module=comes)

    assert states_of(person) == ["done", "running", "next", "later"]


def test_a_training_of_before_counts_with_its_proof_until_it_is_taken_back(staff, competence):
    trainings.Module.objects.all().delete()
    module, person, today = trainings.module(kind=ModuleKind.ROTATING), members.person(), timezone.localdate()
    module.module_competences.create(competence=competence)
    attested = {"on": today - timedelta(days=2000), "by": staff, "today": today}

    with pytest.raises(Refused) as refused:
        actions.attest(person, module, proof=" ", **attested)
    earlier = actions.attest(person, module, proof="Paper of 2021", **attested)
    counts = states_of(person), competences.shown_by(person)
    actions.withdraw_attested(earlier, by=staff, today=today, reason="Another person")

    assert refused.value.reasons == [CertificateRefusal.NO_PROOF]
    assert counts == (["done"], {competence.pk})
    assert (states_of(person), competences.shown_by(person)) == (["later"], set())
