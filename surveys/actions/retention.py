"""What is let go of once a survey is over: unfinished answers, links, and the traces of an order on disk."""

from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from members import todo
from portal.trail import actions as trail
from surveys.actions import anonymous
from surveys.actions.files import discard_drafts
from surveys.actions.lifecycle import close_survey
from surveys.models import AnswerFile, Invitation, Receipt, Response, SpooledResponse, Survey, SurveyState

KEPT_FOR = timedelta(days=30)  # after the last day to answer
WITH_AN_ORDER = (Response, SpooledResponse, Receipt, Invitation, AnswerFile)


class Gone(NamedTuple):
    """What one night let go of."""

    drafts: int
    links: int
    closed: int


def keep_no_longer(*, today):
    """Every night: mend and move what waits, ask nobody what is over, close it and remove drafts and links in time."""
    for survey in Survey.objects.in_the_field().over_since(today - timedelta(days=1)):
        todo.done_all(sources=survey.invitations.all())
    for survey in Survey.objects.with_answers_that_wait():
        with transaction.atomic():
            anonymous.heal(survey)
        anonymous.settle(survey, at_least=1 if survey.state == SurveyState.CLOSED else anonymous.TOGETHER)
    gone = remove_what_is_over(today=today)
    sweep()
    return gone


@transaction.atomic
def remove_what_is_over(*, today):
    """Close surveys that were over for a month, and remove their drafts and links; a second time nothing is left."""
    closed = 0
    for survey in Survey.objects.in_the_field().over_since(today - KEPT_FOR):
        close_survey(survey, today=today)
        closed += 1
    over = Invitation.objects.filter(survey__in=Survey.objects.filter(state=SurveyState.CLOSED))
    over = over.filter(survey__in=Survey.objects.over_since(today - KEPT_FOR))
    drafts = over.exclude(draft={}).count()
    discard_drafts(over.exclude(draft={}))
    links = over.remove_links()
    gone = Gone(drafts, links, closed)
    if any(gone):
        change = {name: [number, 0] for name, number in gone._asdict().items() if number}
        trail.write(_("Unfinished answers and links of surveys that are over were removed"), by=None, change=change)
    return gone


def sweep():
    """Rewrite the tables of answers on disk, so that no order and nothing that was deleted stays behind.

    It needs a connection without a transaction; False when it cannot run now. It may run at any time.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in WITH_AN_ORDER:
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(model._meta.db_table)}")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
