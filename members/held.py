"""What we hold on somebody: the register's own rows, and what every app above adds through its door."""

import re
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import ContactMoment, ErasureRequest, Person, PersonEmail, RoleAssignment, Touchpoint
from portal import privacy
from portal.doors import HELD_DATA
from portal.pointers import key_of
from portal.post.models import Mail
from portal.trail.models import Line

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2}:\d{2})?")
FACTS = (Touchpoint, RoleAssignment, ContactMoment)


def sections(person):
    """[(title, rows)], each row {name: plain value}; of nobody else, and without notes of the team."""
    found = [(_("About you"), [privacy.as_plain(person, about=person)])]
    if person.user:
        found.append((_("Your account"), [_account(person.user)]))
    for model, rows in privacy.rows_about(person, "members", besides=(Person, ContactMoment)):
        found.append((_title(model._meta.verbose_name_plural), rows))
    found.append((_title(ContactMoment._meta.verbose_name_plural), _contacts(person)))
    found += [(_title(getattr(supply, "title", key)), supply(person)) for key, supply in HELD_DATA.items()]
    found.append((_("Mails that we sent you"), _mails(person)))
    found.append((_("What the trail says of you"), _lines(person)))
    return [(title, rows) for title, rows in found if rows]


def sections_of_account(user):
    """The same for an account without a person in the register."""
    return [(_("Your account"), [_account(user)])]


def rows_that_stay(person):
    """[(what, number)] of the register's rows that lead to a person and stay, without a name, when they are
    forgotten: facts about a municipality, not about somebody."""
    counts = [
        (_title(model._meta.verbose_name_plural), privacy.rows_that_lead_to(person, model).count()) for model in FACTS
    ]
    return [(title, number) for title, number in counts if number]


def readable(rows):
    """The same rows for a page: names with a capital, days and moments as people write them."""
    return [{_title(name): _as_read(value) for name, value in row.items()} for row in rows]


def _as_read(value):
    if isinstance(value, str) and (moment := MOMENT.fullmatch(value)):
        return date_format(
            timezone.localtime(datetime.fromisoformat(value)) if moment[1] else date.fromisoformat(value)
        )
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return value


def addresses_of(person):
    """Every address that leads to this person, now or before; not an old one that became somebody else's."""
    now = {person.email, person.user.email if person.user else ""} - {""}
    earlier = set(person.other_emails.values_list("address", flat=True)) - now
    others = Person.objects.exclude(Q(pk=person.pk) | Q(merged_into=person))
    theirs = {
        *others.filter(email__in=earlier).values_list("email", flat=True),
        *others.filter(user__email__in=earlier).values_list("user__email", flat=True),
        *PersonEmail.objects.filter(address__in=earlier, ends_on__isnull=True, person__in=others).values_list(
            "address", flat=True
        ),
    }
    return now | (earlier - theirs)


def _title(words):
    return str(words)[:1].upper() + str(words)[1:]


def _account(user):
    """The account without what opens it."""
    return {name: value for name, value in privacy.as_plain(user).items() if value != user.password}


def _contacts(person):
    """Contact moments; of those that are not shared only when and how, not what was said."""
    rows = privacy.rows_that_lead_to(person, ContactMoment)
    classes = privacy.classes_of(ContactMoment)
    words = {privacy.name_of(ContactMoment._meta.get_field(name)) for name, kind in classes.items() if kind == "text"}
    plain = []
    for row in rows:
        told = privacy.as_plain(row, about=person)
        plain.append(told if row.is_shared else {name: told[name] for name in told if name not in words})
    return plain


def _mails(person):
    mails = Mail.objects.filter(to_email__in=addresses_of(person)).only(
        "created_at", "to_email", "subject", "text", "holds_secret"
    )
    return [
        {
            _("When"): mail.created_at.isoformat(),
            _("To"): mail.to_email,
            _("Subject"): mail.subject,
            _("Text"): "" if mail.holds_secret else mail.text,
        }
        for mail in mails
    ]


def _lines(person):
    keys = [key_of(person), *(key_of(request) for request in ErasureRequest.objects.of(person))]
    lines = Line.objects.filter(about__in=keys)
    return [{_("When"): line.at.isoformat(), _("What"): line.title} for line in lines]
