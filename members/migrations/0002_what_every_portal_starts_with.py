"""The role types and band sets that every portal starts with; afterwards they are the organisation's own data."""

from django.db import migrations

# code, Dutch title, English title, core player, role in the portal
ROLE_TYPES = [
    ("youth-officer", "Jeugdambtenaar", "Youth officer", "official", "officer"),
    ("combination-officer", "Combinatieambtenaar", "Combination officer", "official", "officer"),
    ("head-of-service", "Diensthoofd", "Head of service", "official", "manager"),
    ("approver", "Goedkeurder", "Approver", "official", "manager"),
    ("general-director", "Algemeen directeur", "Municipal general director", "official", ""),
    ("billing-contact", "Facturatiecontact", "Billing contact", "official", ""),
    ("ga-delegate", "Afgevaardigde in de algemene vergadering", "Delegate to the general assembly", "official", ""),
    ("commission-member", "Commissielid", "Commission member", "official", ""),
    ("alderman", "Schepen van jeugd", "Alderman for youth", "politician", ""),
    ("councillor", "Gemeenteraadslid", "Councillor", "politician", ""),
    ("youth-council-chair", "Jeugdraadvoorzitter", "Youth council chair", "young-person", ""),
    ("youth-council-secretary", "Jeugdraadsecretaris", "Youth council secretary", "young-person", ""),
    ("youth-council-member", "Jeugdraadslid", "Youth council member", "young-person", ""),
    ("region-coordinator", "Regiocoördinator", "Region coordinator", "partner", ""),
    ("partner", "Partner", "Partner", "partner", ""),
    ("staff", "Stafmedewerker", "Staff member", "internal", "staff"),
    ("communications-director", "Regisseur communicatie", "Communications director", "internal", "communications"),
    ("coach", "Begeleider", "Coach", "internal", "coach"),
    ("director", "Directeur", "Director", "internal", "director"),
    ("administrator", "Beheerder", "Administrator", "internal", "admin"),
]

# code, subject, Dutch title, English title, used by default, bands: (code, Dutch, English, more than, at most)
BAND_SETS = [
    (
        "population-three", "population", "Drie klassen", "Three classes", True,
        [
            ("under-15000", "Minder dan 15.000", "Under 15,000", None, 14_999),
            ("15000-30000", "15.000 tot en met 30.000", "15,000 to 30,000", 14_999, 30_000),
            ("over-30000", "Meer dan 30.000", "Over 30,000", 30_000, None),
        ],
    ),
    (
        "population-seven", "population", "Zeven klassen", "Seven classes", False,
        [
            ("under-10000", "Minder dan 10.000", "Under 10,000", None, 9_999),
            ("10000-15000", "10.000 tot 15.000", "10,000 to 15,000", 9_999, 14_999),
            ("15000-20000", "15.000 tot 20.000", "15,000 to 20,000", 14_999, 19_999),
            ("20000-30000", "20.000 tot 30.000", "20,000 to 30,000", 19_999, 29_999),
            ("30000-50000", "30.000 tot 50.000", "30,000 to 50,000", 29_999, 49_999),
            ("50000-100000", "50.000 tot en met 100.000", "50,000 to 100,000", 49_999, 100_000),
            ("over-100000", "Meer dan 100.000", "Over 100,000", 100_000, None),
        ],
    ),
    (
        "fte", "fte", "Vier klassen", "Four classes", True,
        [
            ("up-to-1", "Hoogstens 1 VTE", "At most 1 FTE", None, 1),
            ("over-1-to-2", "Meer dan 1 tot 2 VTE", "Over 1 to 2 FTE", 1, 2),
            ("over-2-to-4", "Meer dan 2 tot 4 VTE", "Over 2 to 4 FTE", 2, 4),
            ("over-4", "Meer dan 4 VTE", "Over 4 FTE", 4, None),
        ],
    ),
    (
        # in completed years
        "experience", "experience", "Vier klassen", "Four classes", True,
        [
            ("0-2", "0 tot 2 jaar", "0 to 2 years", None, 2),
            ("3-5", "3 tot 5 jaar", "3 to 5 years", 2, 5),
            ("6-10", "6 tot 10 jaar", "6 to 10 years", 5, 10),
            ("over-10", "11 jaar of meer", "11 years or more", 10, None),
        ],
    ),
]  # fmt: skip


def put_in(apps, schema_editor):
    RoleType, BandSet, Band = (apps.get_model("members", name) for name in ("RoleType", "BandSet", "Band"))
    RoleType.objects.bulk_create(
        RoleType(code=code, title_nl=title_nl, title_en=title_en, core_player=core_player, grants=grants)
        for code, title_nl, title_en, core_player, grants in ROLE_TYPES
    )
    for code, subject, title_nl, title_en, is_default, bands in BAND_SETS:
        band_set = BandSet.objects.create(
            code=code, subject=subject, title_nl=title_nl, title_en=title_en, is_default=is_default
        )
        Band.objects.bulk_create(
            Band(band_set=band_set, code=band, title_nl=dutch, title_en=english, over=over, up_to=up_to)
            for band, dutch, english, over, up_to in bands
        )


def take_out(apps, schema_editor):
    apps.get_model("members", "BandSet").objects.filter(code__in=[code for code, *_rest in BAND_SETS]).delete()
    apps.get_model("members", "RoleType").objects.filter(code__in=[code for code, *_rest in ROLE_TYPES]).delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(put_in, take_out)]
