"""The columns of the lists of people, contacts, visits and silent members; see `portal.housestyle.exports`."""

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
