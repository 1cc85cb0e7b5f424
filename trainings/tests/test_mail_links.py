"""Mail programs of municipalities visit every link before its reader does: that must open a page and change nothing."""

import re
import zlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post import actions as post
from trainings.actions.groups import Outcome
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

MAILS = sorted(
    path.stem
    for path in (Path(settings.BASE_DIR) / "templates" / "trainings" / "mail").glob("*.txt")
    if not path.stem.startswith("_")
)
OF_OTHERS = ("approval_asked", "request_answered", "module_returns", "certificate_issued", "certificate_revoked")
REMEMBERED = ("django_session",)  # who reads what when is no deed


def checksums():
    """A number for what stands in each table."""
    return {
        model._meta.db_table: zlib.crc32(repr(sorted(map(repr, model._base_manager.values_list()))).encode())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.db_table not in REMEMBERED
    }


@pytest.fixture
def people():
    """An officer, a colleague whom they registered, and what the mails about that tell."""
    place = members.municipality("Lier")
    officer, colleague = (members.person(municipality=place) for _ in range(2))
    edition = trainings.edition()
    group = trainings.group(edition, officer.user, people=[colleague])
    seat, registration = trainings.kept_seat(group), group.registrations.get()
    half_days = edition.half_days.all()
    about = {
        "registration": registration,
        "successor": registration,
        "edition": edition,
        "half_days": half_days,
        "before": half_days[0],
        "after": half_days[1],
        "group": group,
        "outcomes": [
            Outcome("A", registration),
            Outcome("B", seat=seat),
            Outcome("C", reasons=(Refusal.NOT_THIS_WAY,)),
        ],
        "number": 1,
        "names_by": seat.names_by,
        "position": 1,
        "reason": "Snow",
        "offer_until": timezone.now(),
        "certificate": trainings.certificate(registration),
        "module": edition.module,
        "half_day": half_days[0],
        "moved": [(half_days[0], half_days[1])],
    }
    return officer, colleague, about


def links_in(mail):
    found = set(re.findall(r"https?://\S+", mail.text))
    assert all(link.startswith(settings.SITE_URL) for link in found)
    return {link.removeprefix(settings.SITE_URL) for link in found}


def test_every_link_in_every_mail_opens_a_page_and_changes_no_row(people):
    officer, colleague, about = people
    links = {link for name in MAILS for link in links_in(post.send(officer, f"trainings/mail/{name}", about))}
    readers = [visit_as(), visit_as(officer.user), visit_as(colleague.user), visit_as(members.user_with(Role.STAFF))]
    for reader in readers:
        reader.get("/")  # whatever a first visit remembers
    before = checksums()

    answers = {(link, number): reader.get(link, follow=True) for link in links for number, reader in enumerate(readers)}

    strange = {key: answer.status_code for key, answer in answers.items() if answer.status_code not in (200, 404)}
    opened = {link for link, number in answers if answers[link, number].status_code == 200 and number}
    assert not strange
    assert opened == links
    assert checksums() == before


def test_each_mail_leads_to_the_page_of_the_registration_or_of_the_group(people):
    officer, _colleague, about = people
    own, group = f"/vormingen/mijn/{about['registration'].pk}/", about["group"].get_absolute_url()

    for name in set(MAILS) - set(OF_OTHERS):
        assert {own, group} & links_in(post.send(officer, f"trainings/mail/{name}", about)), name
