"""What surveys hold on somebody by name, and how they forget it; anonymous answers lead to nobody, here either."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal import privacy
from surveys.models import AnswerFile, Invitation, RegisterRemark, Response


def answers(person):
    """The invitations of a person, with the answers where the survey keeps them by name or in confidence."""
    invitations = Invitation.objects.filter(person=person).select_related("survey").order_by("-pk")
    given = {each.invitation_id: each.answers for each in Response.objects.filter(invitation__in=invitations)}
    told = []
    for invitation in invitations:
        row = {str(_("Survey")): invitation.survey.title, str(_("State")): invitation.get_state_display()}
        if written := given.get(invitation.pk) or invitation.draft:
            row[str(_("Answers"))] = written
        told.append(row)
    remarks = RegisterRemark.objects.filter(person=person)
    return told + [{str(_("Remark on the register")): remark.text} for remark in remarks]


answers.title = _("Surveys")  # type: ignore[attr-defined]


def forget(person):
    """Wipe what a person wrote in their own words, sent or not; choices stay, for they count in the results."""
    invitations = Invitation.objects.filter(person=person)
    number = invitations.exclude(draft={}).update(draft={})
    number += _files_gone(AnswerFile.objects.filter(invitation__in=invitations))
    for response in Response.objects.filter(invitation__in=invitations).select_related("version"):
        own_words = [code for code in _open_questions(response.version.document) if response.answers.get(code)]
        if own_words:
            kept = response.answers | dict.fromkeys(own_words, privacy.GONE)  # that it was answered, counts
            number += Response.objects.filter(pk=response.pk).update(answers=kept)
    return number + RegisterRemark.objects.filter(person=person).exclude(text="").update(text="")


forget.title = _("own words in surveys")  # type: ignore[attr-defined]


def _files_gone(files):
    for file in files:
        place = file.file
        transaction.on_commit(lambda place=place: place.storage.delete(place.name), robust=True)
    return files.delete()[0]


def _open_questions(part):
    """The codes of the questions that take own words, wherever they stand in a document."""
    if isinstance(part, list):
        return [code for each in part for code in _open_questions(each)]
    if not isinstance(part, dict):
        return []
    own = [part["code"]] if part.get("type") == "open" and "code" in part else []
    return own + [code for each in part.values() for code in _open_questions(each)]
