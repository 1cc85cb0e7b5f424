"""The columns of the lists of people, contacts, visits and silent members; see `portal.housestyle.exports`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.housestyle.exports import Column, ListResource


class PersonList(ListResource):
    """People with the roles that they hold; needs `with_roles_on`."""

    last_name = Column(_("Last name"), "last_name")
    first_name = Column(_("First name"), "first_name")
    email = Column(_("E-mail"), "shared_email")
    phone = Column(_("Phone"), "phone")
    roles = Column(_("Roles"), lambda person: ", ".join(str(role.role_type) for role in person.roles_now))
    places = Column(
        _("Municipality"),
        lambda person: ", ".join(
            dict.fromkeys(role.municipality.name_in_lists for role in person.roles_now if role.municipality)
        ),
    )

    unconfirmed = Column(
        _("Not confirmed for a year"),
        lambda person: ", ".join(str(role.role_type) for role in person.roles_now if role.is_unconfirmed),
    )

    class Meta:
        title, file_name = _("People"), "personen"


class ContactList(ListResource):
    """Contact moments as their own municipality may read them, without the note for the team."""

    on = Column(_("Date"), "on")
    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    kind = Column(_("Kind"), "get_kind_display")
    form = Column(_("How"), "get_form_display")
    theme = Column(_("Theme"), "theme__title")
    heard = Column(_("What we heard"), "heard")
    agreements = Column(_("What we agreed"), "agreements")

    class Meta:
        title, file_name = _("Contacts"), "contacten"


class VacancyList(ListResource):
    """Seats without a person; needs `with_seat` and `with_mailbox`."""

    nis_code = Column(_("NIS code"), "municipality__nis_code")
    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    seat = Column(_("Seat"), "role_type__title")
    since = Column(_("Vacant since"), "starts_on")
    fallback = Column(
        _("Mail goes meanwhile to"),
        lambda vacancy: vacancy.fallback.full_name if vacancy.fallback else vacancy.mailbox,
    )
    note = Column(_("Note"), "note")

    class Meta:
        title, file_name = _("Vacancies"), "vacatures"


class ClaimList(ListResource):
    """Who says where they work, and what was decided about it."""

    name = Column(_("Name"), "full_name")
    email = Column(_("E-mail"), "user__email")
    role = Column(_("Role"), "role_type__title")
    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    asked_on = Column(_("Asked on"), lambda claim: timezone.localdate(claim.asked_at))
    state = Column(_("State"), "get_state_display")
    decided_on = Column(_("Decided on"), lambda claim: claim.decided_at and timezone.localdate(claim.decided_at))
    reason = Column(_("Reason"), "reason")

    class Meta:
        title, file_name = _("Claims of a role"), "aanvragen"


class TimelineList(ListResource):
    """What happened with a municipality, an entry a row, as `timeline.entries_of` gives them."""

    day = Column(_("Date"), "day")
    what = Column(_("What happened"), "title")
    people = Column(_("People"), lambda entry: ", ".join(person.full_name for person in entry.people))
    core_player = Column(_("Core player"), "core_player")
    theme = Column(_("Theme"), lambda entry: entry.theme.title if entry.theme else "")
    place = Column(_("With its predecessor"), "place")
    about = Column(_("About"), lambda entry: entry.pointed.title if entry.pointed else "")

    class Meta:
        title, file_name = _("Timeline"), "tijdlijn"


class EndedRoleList(ListResource):
    """Whose role ended when a new term began."""

    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    person = Column(_("Name"), "person__full_name")
    starts_on = Column(_("From"), "starts_on")
    last_day = Column(_("Last day"), "last_day")

    class Meta:
        title, file_name = _("Roles that ended"), "legislatuur"


class SilentList(ListResource):
    """Silent members, as `silence.rows` gives them."""

    nis_code = Column(_("NIS code"), "municipality__nis_code")
    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    province = Column(_("Province"), "municipality__province_name")
    last_heard = Column(_("Last heard"), "snapshot__last_heard")
    last_seen = Column(_("Last seen"), "snapshot__last_seen")
    last_sign = Column(_("Last sign"), lambda row: row.last_sign and row.last_sign.on)
    what_sign = Column(_("What they did"), lambda row: row.last_sign.kind.label if row.last_sign else "")
    why = Column(_("Why?"), lambda row: ", ".join(str(reason.label) for reason in row.reasons))

    class Meta:
        title, file_name = _("Silent members"), "stille-leden"


class OutreachTargetList(ListResource):
    """The municipalities of a campaign with why they are on the list, and how far each visit is."""

    municipality = Column(_("Municipality"), "municipality__name_in_lists")
    reason = Column(_("Why?"), "reason")
    state = Column(_("State"), "get_state_display")
    staff = Column(_("Who goes"), "staff__full_name")
    planned_on = Column(_("Planned on"), "planned_on")

    class Meta:
        title, file_name = _("Visits"), "bezoeken"
