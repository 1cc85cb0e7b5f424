"""What was kept long enough goes, every night; each rule may be run again at any time, and says what it did."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.actions import erasure, imports
from members.models import ErasureRequest, ErasureState, RetentionCode, RetentionRule
from members.rules import privacy as rules
from portal.doors import RETENTION
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

log = logging.getLogger(__name__)

AT_MOST = 5_000  # rows of one rule in one night: the next night goes on


def run_rules(*, now, by=None):
    """Run every rule that is at work; one that fails does not stop the others. Returns {code: how many}."""
    done = {}
    for rule in RetentionRule.objects.filter(is_on=True):
        try:
            done[rule.code] = run_rule(rule, now=now, by=by)
        except Exception:
            log.exception("The retention rule %s failed.", rule.code)
    return done


def run_rule(rule, *, now, by=None):
    """Let go of what is past its time by one rule; returns how many, and writes them in the trail."""
    if rule.code == RetentionCode.IDLE_ACCOUNTS:
        announced = announce(rule, now=now)
        number = erase_announced(now=now)
        _write(rule, announced, _told(announced), by=by)
    elif rule.code == RetentionCode.IMPORT_FILES:
        number = sum(bool(imports.forget_file(run, now=now)) for run in rules.past_its_time(rule, now=now)[:AT_MOST])
    elif rule.code in RETENTION:
        number = RETENTION.get(rule.code).let_go(rules.moment_of(rule, now))
    else:
        number = _delete(rules.past_its_time(rule, now=now))
    _write(rule, number, _let_go(number), by=by)
    RetentionRule.objects.filter(pk=rule.pk).update(last_run_at=now, last_count=number)
    return number


def _told(number):
    return ngettext_lazy(
        "Told %(number)d person that their data will go", "Told %(number)d people that their data will go", number
    ) % {"number": number}


def _let_go(number):
    return ngettext_lazy("Let go of %(number)d row by rule", "Let go of %(number)d rows by rule", number) % {
        "number": number
    }


def _write(rule, number, sentence, *, by):
    if number:
        trail.write(sentence, by=by, about=rule, kind=LineKind.PRIVACY, change={"rule": [None, rule.code]})


def _delete(rows):
    pks = list(rows.values_list("pk", flat=True)[:AT_MOST])
    return rows.model._base_manager.filter(pk__in=pks).delete()[0] if pks else 0


@transaction.atomic
def announce(rule, *, now):
    """Tell who no longer logs in that they will be forgotten in a month; returns how many were told."""
    told = 0
    due_on = timezone.localdate(now) + rules.NOTICE
    for person in rules.to_announce(rule, now=now)[:AT_MOST]:
        try:
            with transaction.atomic():
                request = ErasureRequest.objects.create(
                    person=person, state=ErasureState.ANNOUNCED, asked_at=now, due_on=due_on
                )
        except IntegrityError:  # asked at the same moment by the person
            continue
        post.send(person, "members/mail/erasure_announced", {"request": request}, once_key=f"forget:{request.pk}")
        told += 1
    return told


def erase_announced(*, now):
    """Forget those whose month is over; who logged in or got a role since, stays."""
    erased = 0
    for request in rules.announced_and_due(today=timezone.localdate(now))[:AT_MOST]:
        try:
            if rules.came_back(request):
                erasure.withdraw(request, by=None, now=now)
            else:
                erasure.erase(request, by=None, now=now)
                erased += 1
        except Refused:
            erasure.withdraw(request, by=None, now=now)  # somebody of the team by now: nothing for a rule
    return erased


@transaction.atomic
def change_rule(rule, *, days, is_on, by):
    """Keep something longer or shorter, or stop a rule."""
    rule = RetentionRule.objects.select_for_update().get(pk=rule.pk)
    change = {
        name: [before, after]
        for name, before, after in (("days", rule.days, days), ("is_on", rule.is_on, is_on))
        if before != after
    }
    if change:
        rule.days, rule.is_on = days, is_on
        rule.save(update_fields=["days", "is_on"])
        trail.write(_("A retention rule was changed"), by=by, about=rule, kind=LineKind.PRIVACY, change=change)
    return rule
