"""Taking anonymous answers so that nothing leads from them to anybody.

The one deed of ours that is not whole or not at all: an answer comes in by one transaction, sealed and without a
pointer, and another one marks who answered. When the portal stops between both, the receipt of the first says that the
answer came in, so that nothing is lost and nothing counts twice. Sealed answers wait until there are enough of them,
and are then moved among all others, which get a new order each time. What the register knows of who answered stays
sealed until the survey closes: only then is it known which groups among those who answered are large enough.
"""

import secrets

from django.conf import settings
from django.db import connection, transaction

from members import todo
from portal.refused import Refused
from surveys import rules, tokens
from surveys.actions.files import discard_files
from surveys.models import Invitation, InvitationState, Response, SpooledResponse, Survey, SurveyState
from surveys.models.sealed import seal, unseal

ATTRIBUTES_TAKE = 512  # bytes, so that the length of what is sealed tells nothing
TOGETHER = 5  # so many answers are moved at once, at least; the last ones when the survey closes


@transaction.atomic
def receive(invitation, *, today, language, answers=None):
    """The first step: keep the answers of an invitation, sealed; None when they came in before."""
    survey = Survey.objects.hold(invitation.survey_id)
    invitation = Invitation.objects.hold(invitation.pk)
    if rules.is_in(invitation):
        return None
    if reasons := rules.answer_refusals(survey, invitation, today=today):
        raise Refused(reasons)
    siblings = survey.invitations.filter(unit=invitation.unit_id).exclude(pk=invitation.pk)
    if rules.speaks_for_a_place(survey, invitation) and (
        siblings.answered().exists() or any(map(rules.is_in, siblings))
    ):
        raise Refused([rules.Refusal.ANSWERED_FOR])
    version = survey.version
    checked = rules.checked_for(invitation, version, answers)
    if checked.faults:
        raise Refused(checked.faults.values())

    attributes = rules.snapshot_of(invitation, today=today)
    safe = rules.safe_for_anonymous(list(survey.snapshot.units.all()), smallest=survey.min_cell)
    content = {
        "version_id": version.pk,
        "answers": checked.answers,
        "asked": checked.asked,
        "language": settings.LANGUAGE_CODE,  # a rare language would tell who it was
        "sealed": seal({name: attributes[name] for name in safe if name in attributes}, size=ATTRIBUTES_TAKE),
    }
    survey.receipts.create(code=tokens.receipts_of(invitation.pk)[0])
    return survey.spooled.create(content=content)


@transaction.atomic
def mark_answered(invitation):
    """The second step: this invitation was answered, that alone."""
    invitation = Invitation.objects.hold(invitation.pk)
    discard_files(invitation.files.all())
    invitation.state, invitation.draft, invitation.draft_page = InvitationState.SUBMITTED, {}, 0
    invitation.save(update_fields=["state", "draft", "draft_page"])
    invitation.survey.receipts.filter(code__in=tokens.receipts_of(invitation.pk)).delete()
    todo.done_all(sources=rules.speaking_for_the_same(invitation))


@transaction.atomic
def settle(survey, *, at_least=TOGETHER):
    """The third step: once `at_least` answers wait, move them all among the others; returns how many."""
    survey = Survey.objects.hold(survey.pk)
    waiting = [each for each in survey.spooled.all() if each.content]
    if len(waiting) < max(at_least, 1):
        return 0
    made = [Response(survey=survey, confidentiality=survey.confidentiality, **each.content) for each in waiting]
    write_anew(survey, made)
    SpooledResponse.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return len(made)


def write_anew(survey, more=()):
    """Write all responses of an anonymous survey anew, with `more`, in an order that means nothing.

    Rows lie on disk, and so in a copy of the database, in the order in which they were written; invitations lie in
    the order in which they were answered. Side by side the two would say who wrote what. The caller holds the survey.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted does not stay behind in the file
    rows = [*survey.responses.all(), *more]
    if survey.state == SurveyState.CLOSED:
        let_attributes_out(rows, smallest=survey.min_cell)
    survey.responses.all().delete()
    secrets.SystemRandom().shuffle(rows)
    Response.objects.bulk_create(rows)


def let_attributes_out(rows, *, smallest):
    """Put into these responses, all of a survey, what was sealed of who answered, as far as it names nobody."""
    known = [unseal(row.sealed) or {} if row.sealed else vars(row) for row in rows]
    for row, safe in zip(rows, rules.among_who_answered(known, smallest=smallest), strict=True):
        row.sealed = ""
        for name, code in safe.items():
            setattr(row, name, code)


def heal(survey):
    """Mark the invitations whose answer came in while the portal stopped before it could mark them."""
    codes = set(survey.receipts.values_list("code", flat=True))
    if codes:
        for invitation in survey.invitations.unanswered():
            if codes.intersection(tokens.receipts_of(invitation.pk)):
                mark_answered(invitation)
