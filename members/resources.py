"""Which columns an import file may have and where they go; `importing` reads the file and runs these."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from members import actions, cells
from members.models import (
    Municipality,
    MunicipalityProvince,
    Person,
    PopulationFigure,
    Role,
    RoleAssignment,
    RoleType,
    StaffingFigure,
)
from portal.models import normal_email
from portal.refused import Refused

SINCE_BRABANT_WAS_SPLIT = date(1995, 1, 1)  # the provinces are what they are since then
FLANDERS_AND_BRUSSELS = (  # how the NIS codes of their arrondissements begin
    *("11", "12", "13", "21", "23", "24", "31", "32", "33", "34", "35", "36", "37", "38"),
    *("41", "42", "43", "44", "45", "46", "71", "72", "73"),
)
ROLES_IN_FILES = {  # nothing else: a file gives no rights in the portal beyond a municipality's own
    "jeugdambtenaar": "youth-officer",
    "jeugdconsulent": "youth-officer",
    "youthofficer": "youth-officer",
    "schepenjeugd": "alderman",
    "alderman": "alderman",
    "diensthoofd": "head-of-service",
    "headofservice": "head-of-service",
}
OWN_TEAM = (Role.STAFF, Role.COMMUNICATIONS, Role.COACH, Role.DIRECTOR, Role.ADMIN)


class Column(Field):
    """A column of an import file: its name, the Dutch labels that it may bear, and what a cell of it means."""

    def __init__(self, name, *labels, reads=str):
        super().__init__(attribute=name, column_name=name)
        self.labels, self.reads = labels, reads

    def clean(self, row, **kwargs):
        return self.reads(row[self.column_name])


class SheetResource(ModelResource):
    """A blank cell leaves what is stored; whatever is wrong is said of its column."""

    key: tuple[str, ...]  # the columns that make a row the only one of its kind in a file
    required: frozenset[str]

    class Meta:
        skip_diff = True

    def __init__(self, *, today):
        super().__init__()
        self.today = today

    @classmethod
    def columns(cls):
        """The columns with their Dutch labels."""
        return {field.column_name: field.labels for field in cls.fields.values()}

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row.get(field.column_name):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The fields alone: rows were found by what makes them unique, so asking again would only cost time."""
        errors = dict(import_validation_errors or {})
        try:
            instance.clean_fields(exclude=errors.keys())
        except ValidationError as wrong:
            errors = wrong.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def cell(self, row, column):
        """What the row says in a column, None where it is blank."""
        try:
            return self.fields[column].clean(row) if row.get(column) else None
        except ValueError as wrong:
            raise ValidationError({column: str(wrong)}) from None

    def needed(self, row, column):
        """The same for a column that may not be blank."""
        if (value := self.cell(row, column)) is None:
            raise ValidationError({column: _("This cell is blank. Fill it in, or take the row out.")})
        return value


class MunicipalityResource(SheetResource):
    """Municipalities with their figures: one row each, recognised by the NIS code.

    `population` is that of 1 January of this year; beside `population_2026` it is that of the year before.
    """

    nis_code = Column("nis_code", "NIS-code", "NIS", reads=cells.nis_code)
    name = Column("name", "naam", "gemeente", reads=cells.words)
    name_fr = Column("name_fr", "Franse naam", "naam_fr", reads=cells.words)
    province = Column("province", "provincie", reads=cells.province)
    population = Column("population", "inwoners", "inwonertal", "aantal inwoners", "bevolking", reads=cells.inhabitants)
    population_2026 = Column("population_2026", "inwoners_2026", "bevolking_2026", reads=cells.inhabitants)
    youth_service_fte = Column("youth_service_fte", "VTE jeugddienst", "VTE", "VTE jeugd", reads=cells.fte)
    postal_code = Column("postal_code", "postcode", reads=cells.postal_code)
    postal_codes = Column("postal_codes", "postcodes", "alle postcodes", reads=cells.postal_codes)
    latitude = Column("latitude", "breedtegraad", reads=cells.coordinate)
    longitude = Column("longitude", "lengtegraad", reads=cells.coordinate)
    valid_from = Column("valid_from", "geldig vanaf", "bestaat sinds", reads=cells.border_day)
    valid_to = Column("valid_to", "geldig tot", "bestond tot", reads=cells.border_day)

    key = ("nis_code",)
    required = frozenset(key)

    class Meta(SheetResource.Meta):
        model = Municipality
        fields = (
            *("nis_code", "name", "name_fr", "province", "population", "population_2026", "youth_service_fte"),
            *("postal_code", "postal_codes", "latitude", "longitude", "valid_from", "valid_to"),
        )
        import_id_fields = ("nis_code",)

    def before_import(self, dataset, **kwargs):
        self.known = {municipality.nis_code: municipality for municipality in Municipality.objects.all()}
        staffed = Municipality.objects.with_youth_service_fte(self.today)
        self.known_fte = dict(staffed.values_list("nis_code", "youth_service_fte"))
        self.provinces, self.populations, self.staffing = [], [], []
        self.reference_dates = {"population": self.today.replace(month=1, day=1)}
        if "population_2026" in dataset.headers:
            self.reference_dates = {"population": date(2025, 1, 1), "population_2026": date(2026, 1, 1)}

    def before_import_row(self, row, **kwargs):
        code, province = self.needed(row, "nis_code"), self.cell(row, "province")
        if not code.startswith(FLANDERS_AND_BRUSSELS):
            raise ValidationError({"nis_code": _("%(code)s lies outside Flanders and Brussels.") % {"code": code}})
        if province and code[0] != province[0]:  # the first digit of a NIS code is that of the province
            raise ValidationError({"province": _("%(code)s lies in another province.") % {"code": code}})
        since, until = self.cell(row, "valid_from") or SINCE_BRABANT_WAS_SPLIT, self.cell(row, "valid_to")
        if until and until <= since:
            raise ValidationError({"valid_to": _("A municipality ends after it began. Look at both days.")})

    def get_instance(self, instance_loader, row):
        return self.known.get(self.cell(row, "nis_code"))

    def after_save_instance(self, instance, row, **kwargs):
        for column, day in self.reference_dates.items():
            if (inhabitants := self.cell(row, column)) is not None:
                figure = PopulationFigure(municipality=instance, reference_date=day, inhabitants=inhabitants)
                self.populations.append(figure)
        fte = self.cell(row, "youth_service_fte")
        if fte is not None and fte != self.known_fte.get(instance.nis_code):
            self.staffing.append(StaffingFigure(municipality=instance, reference_date=self.today, fte=fte))
        if province := self.cell(row, "province"):
            since, until = instance.valid_from or SINCE_BRABANT_WAS_SPLIT, instance.valid_to
            self.provinces.append(
                MunicipalityProvince(municipality=instance, province=province, starts_on=since, ends_on=until)
            )

    def after_import(self, dataset, result, **kwargs):
        if result.has_errors() or result.has_validation_errors():
            return  # all is rolled back, and these may point at rows that were never saved
        for rows, day, values in (
            (self.populations, "reference_date", ["inhabitants"]),
            (self.staffing, "reference_date", ["fte"]),
            (self.provinces, "starts_on", ["province", "ends_on"]),
        ):
            if rows:
                type(rows[0]).objects.bulk_create(
                    rows, update_conflicts=True, unique_fields=["municipality", day], update_fields=values
                )


def role_in_file(text):
    """The role type that a file may give; whoever writes "admin" in it gets an answer, not a right."""
    try:
        return ROLES_IN_FILES[cells.bare(text)]
    except KeyError:
        raise ValueError(
            _("A file cannot give the role %(text)s. Write jeugdambtenaar, schepen_jeugd or diensthoofd.")
            % {"text": text}
        ) from None


class OfficerResource(SheetResource):
    """People of municipalities with a role there: one row for each role, people recognised by their address."""

    email = Column("email", "e-mailadres", "e-mail", "mailadres", reads=cells.email)
    first_name = Column("first_name", "voornaam", reads=cells.words)
    last_name = Column("last_name", "achternaam", "familienaam", "naam", reads=cells.words)
    municipality_nis = Column("municipality_nis", "NIS-code gemeente", "NIS-code", "gemeente NIS", reads=cells.nis_code)
    role = Column("role", "rol", "functie", reads=role_in_file)
    started_on = Column("started_on", "gestart op", "startdatum", "begindatum", "in dienst sinds")

    key = ("email", "municipality_nis", "role")
    required = frozenset(key)

    class Meta(SheetResource.Meta):
        model = Person
        fields = ("email", "first_name", "last_name", "municipality_nis", "role", "started_on")
        import_id_fields = ("email",)

    def __init__(self, *, today):
        super().__init__(today=today)
        self.fields["started_on"].reads = partial(cells.start_day, today=today)

    def before_import(self, dataset, **kwargs):
        self.municipalities = {municipality.nis_code: municipality for municipality in Municipality.objects.all()}
        addresses = {normal_email(address) for address in dataset["email"]}
        self.known = {person.email: person for person in Person.objects.filter(email__in=addresses)}
        self.role_types = {role_type.code: role_type for role_type in RoleType.objects.all()}
        team = RoleAssignment.objects.active_on(self.today).granting(*OWN_TEAM)
        self.own_team = set(team.values_list("person__email", flat=True)) | set(
            Person.objects.filter(user__is_staff=True).values_list("email", flat=True)
        )

    def before_import_row(self, row, **kwargs):
        for column in self.key:
            self.needed(row, column)
        self.cell(row, "started_on")
        if self.cell(row, "email") in self.own_team:
            sentence = _("This is the address of somebody of the team. A file cannot change them: take the row out.")
            raise ValidationError({"email": sentence})
        self.municipality_of(row)

    def municipality_of(self, row):
        code = self.cell(row, "municipality_nis")
        municipality = self.municipalities.get(code)
        if municipality is None:
            sentence = _("%(code)s is not a municipality that we know. Look its NIS code up under Members.")
            raise ValidationError({"municipality_nis": sentence % {"code": code}})
        if not municipality.exists_on(self.today):
            sentence = _("%(code)s is %(name)s, which no longer exists. Use the NIS code of the municipality of today.")
            raise ValidationError({"municipality_nis": sentence % {"code": code, "name": municipality.name}})
        return municipality

    def get_instance(self, instance_loader, row):
        return self.known.get(self.cell(row, "email"))

    def after_save_instance(self, instance, row, **kwargs):
        self.known[instance.email] = instance  # a later row may give the same person a second role
        role_type, municipality = self.role_types[self.cell(row, "role")], self.municipality_of(row)
        start = self.cell(row, "started_on")
        known = Q(ends_on__isnull=True) | Q(starts_on=start)
        if instance.roles.filter(known, role_type=role_type, municipality=municipality).exists():
            return  # the file says what we know already
        try:
            actions.assign_role(instance, role_type, on=self.needed(row, "started_on"), municipality=municipality)
        except Refused as refused:
            raise ValidationError({"started_on": [str(message) for message in refused.messages]}) from None
