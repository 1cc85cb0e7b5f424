from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.models import Role
from portal.post import actions as post
from trainings import rules


def ask_approval(registration, *, now):
    """Ask the heads of service of the municipality to answer a request; staff when we know none."""
    edition = registration.edition
    heads = list(rules.heads_of_service(registration.municipality, on=timezone.localdate(now)))
    for head in heads:
        post.send(
            head,
            "trainings/mail/approval_asked",
            {"registration": registration, "edition": edition, "half_days": edition.half_days.all()},
        )
    for whom in heads or [Role.STAFF]:
        todo.ask(
            whom,
            title=title_of(registration, has_head=bool(heads)),
            due=edition.closes_on,
            url=registration.get_decision_url(),
            source=registration,
        )


def title_of(registration, *, has_head):
    """What stands on somebody's list: names of people stay out of it."""
    training = registration.edition.module.title_nl
    if has_head:
        return format_lazy(_("Approve a registration for {training}?"), training=training)
    return format_lazy(
        _("{municipality} has no head of service: find out whether a registration for {training} is approved"),
        municipality=registration.municipality_name,
        training=training,
    )
