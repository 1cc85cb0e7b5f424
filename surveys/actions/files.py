"""Files that somebody adds to an answer: kept with the draft, sent with it, thrown away with it."""

from django.db import transaction

from portal.refused import Refused
from surveys import documents, rules
from surveys.models import AnswerFile, Confidentiality, Invitation


@transaction.atomic
def add_file(invitation, code, upload, *, today):
    """Add a file to the draft of an invitation, under the question with this code."""
    invitation = Invitation.objects.hold(invitation.pk)
    survey = invitation.survey
    if invitation.is_submitted:
        raise Refused([rules.Refusal.CLOSED])
    if reasons := rules.answer_refusals(survey, invitation, today=today):
        raise Refused(reasons)
    asked = {question["code"]: question for question in documents.questions(survey.version.document)}
    if code not in asked or asked[code]["type"] != "file" or survey.confidentiality != Confidentiality.IDENTIFIED:
        raise Refused([rules.Refusal.NO_FILES])
    already = invitation.draft.get(code) or []
    if faults := rules.upload_faults(asked[code], upload, len(already)):
        raise Refused(faults)

    kind = rules.kind_of(upload)
    added = AnswerFile.objects.create(
        invitation=invitation,
        question=code,
        file=upload,
        name=rules.readable_name(upload.name, kind),
        size=upload.size,
        kind=kind,
    )
    invitation.draft = {**invitation.draft, code: [*already, str(added.pk)]}
    invitation.state = invitation.state_once_started
    invitation.save(update_fields=["draft", "state"])
    return added


@transaction.atomic
def remove_file(invitation, file_id, *, today):
    """Take a file out of the draft of an invitation; one that is not there is gone already."""
    invitation = Invitation.objects.hold(invitation.pk)
    if invitation.is_submitted:
        raise Refused([rules.Refusal.CLOSED])
    if reasons := rules.answer_refusals(invitation.survey, invitation, today=today):
        raise Refused(reasons)

    for file in invitation.files.filter(pk=file_id):
        left = [each for each in invitation.draft.get(file.question) or [] if each != str(file.pk)]
        invitation.draft = {**invitation.draft, file.question: left}
    invitation.save(update_fields=["draft"])
    discard_files(invitation.files.filter(pk=file_id))
    return invitation


def discard_files(files):
    """Delete these files, from the storage once the transaction ended well."""
    for file in files:
        storage, place = file.file.storage, file.file.name
        transaction.on_commit(lambda storage=storage, place=place: storage.delete(place))
    files.delete()


def discard_drafts(invitations):
    """Throw away what was answered and not sent: the answers and the files with them."""
    discard_files(AnswerFile.objects.filter(invitation__in=invitations.unanswered()))
    invitations.update(draft={}, draft_page=0)
