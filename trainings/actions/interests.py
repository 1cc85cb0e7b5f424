from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.post import actions as post
from portal.refused import Refused
from trainings import rules
from trainings.models import Interest


@transaction.atomic
def keep_informed(module, person, *, now):
    """Let somebody hear when a module returns; who asked before keeps their place."""
    if reasons := rules.interest_refusals(module, person):
        raise Refused(reasons)
    interest, _is_new = Interest.objects.get_or_create(module=module, person=person, defaults={"since": now})
    return interest


@transaction.atomic
def stop_informing(module, person):
    Interest.objects.of(person).filter(module=module).delete()


def let_interested_go_first(edition, *, now, hours):
    """Mail who asked for this module, in the order in which they asked; for some hours the seats are theirs alone.

    The caller holds the edition and saves it.
    """
    edition.opened_at = now
    interests = list(edition.module.interests.unserved().in_order().select_related("person"))
    if not interests:
        return interests
    edition.interested_first_until = now + timedelta(hours=hours) if hours else None
    for interest in interests:
        post.send(
            interest.person,
            "trainings/mail/module_returns",
            {
                "edition": edition,
                "half_days": edition.half_days.all(),
                "until": edition.interested_first_until and timezone.localtime(edition.interested_first_until),
            },
            once_key=f"module-returns-{edition.pk}-{interest.pk}",
        )
    return interests
