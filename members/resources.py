"""Which columns an import file may have and where they go; `importing` reads the file and runs these."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from members import actions, cells
from members.models import (
    Municipality,
    MunicipalityProvince,
    Person,
    PersonEmail,
    PopulationFigure,
    Province,
    Role,
    RoleAssignment,
    RoleSource,
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
    """A column of an import file: its name, the Dutch labels that it may bear, and what a cell of it means.

    `shows` says a value of it as people read it, in the preview of what an import would change.
    """

    def __init__(self, name, *labels, reads=str, shows=str):
        super().__init__(attribute=name, column_name=name)
        self.labels, self.reads, self.shows = labels, reads, shows

    def clean(self, row, **kwargs):
        return self.reads(row[self.column_name])


class SheetResource(ModelResource):
    """A blank cell leaves what is stored; whatever is wrong with a row is said at once, each of its column.

    Each row result gets `change`: what the row says in each column that differs from what is stored, as
    {column: (stored or None, new)}; a row that says nothing new is skipped.
    """

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

    def faults_of(self, row):
        """All that is wrong with a row by itself, as {column: sentence}."""
        faults = {column: _("This cell is blank. Fill it in, or take the row out.") for column in self.required}
        faults = {column: sentence for column, sentence in faults.items() if not row.get(column)}
        for column in self.fields:
            try:
                self.cell(row, column)
            except ValidationError as wrong:
                faults[column] = wrong.message_dict[column][0]
        for column, sentence in self.broken_rules(row):
            faults.setdefault(column, sentence)
        return faults

    def broken_rules(self, row):
        """(column, sentence) for what the cells of a row say that cannot be; a wrong cell counts as blank here."""
        return ()

    def before_import_row(self, row, **kwargs):
        self.faults = self.faults_of(row)

    def after_init_instance(self, instance, new, row, **kwargs):
        stored = self.stored(None if new else instance, row)
        told = {column: self.told(row, column) for column in stored}
        self.change = {
            column: (stored[column], value)
            for column, value in told.items()
            if value is not None and value != stored[column]
        }

    def stored(self, instance, row):
        """What the register says of this row's columns, None where it says nothing; `instance` is None when new."""
        raise NotImplementedError

    def told(self, row, column):
        """What the row says in a column, None where it is blank or wrong: wrong cells are refused elsewhere."""
        try:
            return self.cell(row, column)
        except ValidationError:
            return None

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return bool(instance.pk) and not (self.change or self.faults or import_validation_errors)

    def after_import_row(self, row, row_result, **kwargs):
        row_result.change = self.change

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row.get(field.column_name) and field.column_name not in self.faults:
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The fields alone: rows were found by what makes them unique, so asking again would only cost time."""
        errors = {**(import_validation_errors or {}), **self.faults}
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


def name_of_province(code):
    return Province(code).label


class MunicipalityResource(SheetResource):
    """Municipalities with their figures: one row each, recognised by the NIS code.

    `population` is that of 1 January of this year; beside `population_2026` it is that of the year before.
    """

    nis_code = Column("nis_code", "NIS-code", "NIS", reads=cells.nis_code)
    name = Column("name", "naam", "gemeente", reads=cells.words)
    name_fr = Column("name_fr", "Franse naam", "naam_fr", reads=cells.words)
    province = Column("province", "provincie", reads=cells.province, shows=name_of_province)
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
    OWN = (
        *("nis_code", "name", "name_fr", "postal_code", "postal_codes"),
        *("latitude", "longitude", "valid_from", "valid_to"),
    )

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
        figures = PopulationFigure.objects.values_list("municipality", "reference_date", "inhabitants")
        self.known_figures = {(place, day): number for place, day, number in figures}
        periods = MunicipalityProvince.objects.values_list("municipality", "starts_on", "province", "ends_on")
        self.known_provinces = {(place, start): (province, end) for place, start, province, end in periods}
        self.provinces, self.populations, self.staffing = [], [], []
        self.reference_dates = {"population": self.today.replace(month=1, day=1)}
        if "population_2026" in dataset.headers:
            self.reference_dates = {"population": date(2025, 1, 1), "population_2026": date(2026, 1, 1)}

    def broken_rules(self, row):
        code, province = self.told(row, "nis_code"), self.told(row, "province")
        if code and not code.startswith(FLANDERS_AND_BRUSSELS):
            yield "nis_code", _("%(code)s lies outside Flanders and Brussels.") % {"code": code}
        elif code and province and code[0] != province[0]:  # the first digit of a NIS code is that of the province
            yield "province", _("%(code)s lies in another province.") % {"code": code}
        since, until = self.told(row, "valid_from") or SINCE_BRABANT_WAS_SPLIT, self.told(row, "valid_to")
        if until and until <= since:
            yield "valid_to", _("A municipality ends after it began. Look at both days.")

    def get_instance(self, instance_loader, row):
        return self.known.get(self.told(row, "nis_code"))

    def stored(self, instance, row):
        stored = {column: getattr(instance, column, None) or None for column in self.OWN}
        key = getattr(instance, "pk", None)
        since = self.told(row, "valid_from") or stored["valid_from"] or SINCE_BRABANT_WAS_SPLIT
        until = self.told(row, "valid_to") or stored["valid_to"]
        province, end = self.known_provinces.get((key, since), (None, None))
        if end != until:
            province = None
        figures = {column: self.known_figures.get((key, day)) for column, day in self.reference_dates.items()}
        fte = self.known_fte.get(getattr(instance, "nis_code", None))
        return {**stored, "province": province, **figures, "youth_service_fte": fte}

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


def name_of_role(code):
    return str(RoleType.objects.get(code=code))


def _by_address(people):
    """These people by each address that leads to them; two queries."""
    found = {}
    others = PersonEmail.objects.filter(ends_on__isnull=True)
    for person in people.prefetch_related(Prefetch("other_emails", queryset=others, to_attr="addresses_now")):
        found |= {each.address: person for each in person.addresses_now}
        if person.email:
            found[person.email] = person
    return found


class OfficerResource(SheetResource):
    """People of municipalities with a role there: one row for each role, people recognised by their address."""

    email = Column("email", "e-mailadres", "e-mail", "mailadres", reads=cells.email)
    first_name = Column("first_name", "voornaam", reads=cells.words)
    last_name = Column("last_name", "achternaam", "familienaam", "naam", reads=cells.words)
    municipality_nis = Column("municipality_nis", "NIS-code gemeente", "NIS-code", "gemeente NIS", reads=cells.nis_code)
    role = Column("role", "rol", "functie", reads=role_in_file, shows=name_of_role)
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
        self.known = _by_address(Person.objects.at_address(*addresses))
        self.role_types = {role_type.code: role_type for role_type in RoleType.objects.all()}
        team = RoleAssignment.objects.active_on(self.today).granting(*OWN_TEAM)
        ours = Person.objects.filter(Q(pk__in=team.values("person")) | Q(user__is_staff=True))
        self.own_team = set(_by_address(ours))

    def broken_rules(self, row):
        if self.told(row, "email") in self.own_team:
            yield (
                "email",
                _("This is the address of somebody of the team. A file cannot change them: take the row out."),
            )
        code, municipality = self.told(row, "municipality_nis"), self.municipality_of(row)
        if code and municipality is None:
            sentence = _("%(code)s is not a municipality that we know. Look its NIS code up under Members.")
            yield "municipality_nis", sentence % {"code": code}
        elif code and not municipality.exists_on(self.today):
            sentence = _("%(code)s is %(name)s, which no longer exists. Use the NIS code of the municipality of today.")
            yield "municipality_nis", sentence % {"code": code, "name": municipality.name}

    def municipality_of(self, row):
        return self.municipalities.get(self.told(row, "municipality_nis"))

    def get_instance(self, instance_loader, row):
        return self.known.get(self.told(row, "email"))

    def after_init_instance(self, instance, new, row, **kwargs):
        super().after_init_instance(instance, new, row, **kwargs)
        is_known = not new and (self.faults or self.known_role(instance, row))  # with faults we cannot tell
        if not row.get("started_on") and not is_known:
            self.faults["started_on"] = _("This cell is blank. Fill it in, or take the row out.")

    def stored(self, instance, row):
        stored = {column: getattr(instance, column, None) or None for column in ("email", "first_name", "last_name")}
        if instance:  # found by another address of theirs: a file does not move where their mail goes
            stored["email"] = self.told(row, "email")
        role = instance and self.known_role(instance, row)
        place = self.told(row, "municipality_nis") if role else None
        code = self.told(row, "role") if role else None
        start = self.told(row, "started_on") if role else None  # a file never moves the start of a role
        return {**stored, "municipality_nis": place, "role": code, "started_on": start}

    def known_role(self, person, row):
        """The role of this row that the person holds or held there; a day of our own goes before that of a file."""
        start, code = self.told(row, "started_on"), self.told(row, "role")
        same = person.roles.filter(role_type__code=code, municipality=self.municipality_of(row))
        return same.filter(Q(ends_on__isnull=True) | Q(starts_on=start)).first()

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if field.column_name != "email" or instance.pk is None:
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def after_save_instance(self, instance, row, **kwargs):
        self.known[self.cell(row, "email")] = instance  # a later row may give the same person a second role
        if self.known_role(instance, row):
            return  # the file says what we know already
        role_type, municipality = self.role_types[self.cell(row, "role")], self.municipality_of(row)
        try:
            actions.assign_role(
                instance,
                role_type,
                on=self.cell(row, "started_on"),
                municipality=municipality,
                source=RoleSource.IMPORT,
                confirmed_on=self.today,
            )
        except Refused as refused:
            raise ValidationError({"started_on": [str(message) for message in refused.messages]}) from None
