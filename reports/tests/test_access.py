"""Every route of the URLconf against every role, as portal/tests/access.toml says; a route without a row fails."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, path, reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal import urls
from portal.jobs.tests import factories as jobs
from portal.post.models import Mail
from surveys.tests import factories as surveys
from trainings.tests import factories as trainings

ROLES = ("visitor", *Role.values)
TABLE = tomllib.loads((Path(settings.BASE_DIR) / "portal" / "tests" / "access.toml").read_text())
METHODS = ("GET", "POST")


def routes(patterns=None, namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        else:
            names = pattern.pattern.regex.groupindex or getattr(pattern.pattern, "converters", {})
            yield f"{namespace}{pattern.name}", tuple(names)


OWN_ROUTES = {name: kwargs for name, kwargs in routes() if not name.startswith("admin:")}
ADMIN_ROUTES = {name: kwargs for name, kwargs in routes() if name.startswith("admin:")}
CELLS = [(name, method) for name in OWN_ROUTES if name in TABLE for method in METHODS]


REGION_PAGES = (
    "youth_region_edit",
    "youth_region_support",
    "youth_region_place_add",
    "youth_region_place_end",
    "youth_region_contact_add",
    "youth_region_contact_end",
)


class World:
    """One of everything, and somebody in every role; the manager heads the officer's municipality."""

    def __init__(self):
        place = members.municipality("Ergens")
        self.users = {"visitor": None}
        for role in Role:
            municipality = place if role in (Role.OFFICER, Role.MANAGER) else None
            self.users[role.value] = members.person(role=role, municipality=municipality).user
        self.users["admin"].is_staff = True
        self.users["admin"].save()
        edition, draft = trainings.edition(), trainings.edition(state="draft")
        registration = trainings.registration(edition, self.users["officer"].person, municipality=place)
        group = trainings.group(edition, self.users["officer"], municipality=place)
        survey = surveys.survey()
        invitation = surveys.invitation(survey, self.users["officer"].person)
        now = timezone.now()
        mail = Mail.objects.create(to_email="a@example.org", language="nl", subject="-", created_at=now, try_from=now)
        members.population_figure(place, 12_000, on=members.LONG_AGO)
        assessment = members.fee(2026, municipality=place)
        staff = self.users["staff"].person
        moment = members.contact(place, by=staff, follow_ups=[{"title": "Call", "owner": staff, "due_on": None}])
        target = members.target(place)
        asked = members.confirmation_round(by=self.users["staff"])
        confirmation = members.confirmation_token()
        kept, gone = members.person(user=False), members.person(user=False)
        self.values = {
            "person_id": self.users["officer"].person.pk,
            "role_id": self.users["officer"].person.roles.get().pk,
            "vacancy_id": members.vacancy(place).pk,
            "claim_id": members.claim(place).pk,
            "round_id": asked.pk,
            "kept_id": kept.pk,
            "gone_id": gone.pk,
            "term_id": members.new_term().pk,
            "merge_id": members.merged().pk,
            "moment_id": moment.pk,
            "follow_up_id": moment.follow_ups.get().pk,
            "campaign_id": target.campaign_id,
            "target_id": target.pk,
            "edition_id": edition.pk,
            "export_id": trainings.billing_export(self.users["staff"]).pk,
            "registration_id": registration.pk,
            "group_id": group.pk,
            "seat_id": trainings.kept_seat(group).pk,
            "certificate_id": trainings.certificate(registration).pk,
            "earlier_id": trainings.earlier_training().pk,
            "handout_id": trainings.handout(edition).pk,
            "half_day_id": edition.half_days.first().pk,
            "code": edition.module.code,
            "nis_code": place.nis_code,
            "survey_id": survey.pk,
            "question": "q1",
            "part": "all",
            "invitation_id": invitation.pk,
            "file_id": surveys.answer_file().pk,
            "remark_id": surveys.remark().pk,
            "page": 1,
            "event_id": members.merger_plan(place, members.municipality()).pk,
            "token": invitation.token,
            "mail_id": mail.pk,
            "job_id": jobs.job(self.users["staff"]).uuid,
            "number": 0,
            "mail": "registered",
            "language": "nl",
            "import_kind": "municipalities",
            "import_id": members.import_run(by=self.users["admin"]).pk,
            "erasure_id": members.erasure_request(members.person(email="goes@example.org")).pk,
            "retention_code": "mails",
            "year": 2026,
            "assessment_id": assessment.pk,
            "key": "no-such-key",
            "uidb36": "1",
        }
        region, area = members.youth_region("regio", place), members.network_area("gebied", place)
        contact = region.contacts.create(person=self.users["staff"].person, kind="board", starts_on=members.LONG_AGO)
        in_region = {"code": region.code, "place_id": region.memberships.get().pk, "contact_id": contact.pk}
        in_area = {"code": area.code, "year": 2026}
        done = jobs.done(self.users["staff"], file_name="report.txt")
        brought = {"import_id": surveys.answers_file(survey, by=self.users["staff"]).pk}
        self.special = {
            "members:confirmation_answer": {"token": confirmation},
            **{f"members:{name}": in_region for name in (*REGION_PAGES, "youth_region_detail")},
            **{f"members:{name}": in_area for name in ("network_area_detail", "network_area_place_add")},
            "members:area_plan_edit": in_area,
            "holiday_edit": {"school_year": 2026, "kind": "easter"},
            "trainings:certificate_check": {"code": registration.certificates.get().code},
            "trainings:edition_open": {"edition_id": draft.pk},
            "trainings:edition_date": {"edition_id": trainings.announced().pk},
            "surveys:response_mapping": brought,
            "surveys:response_import_save": brought,
            "surveys:survey_open": {"survey_id": surveys.survey(state="draft").pk},
            "jobs:job_download": {"job_id": done.uuid},
            "members:import_errors": {"import_id": members.import_run("1;A", by=self.users["admin"]).pk},
        }

    def address(self, name):
        values = {**self.values, **self.special.get(name, {})}
        return reverse(name, kwargs={kwarg: values[kwarg] for kwarg in OWN_ROUTES[name]})


def outcome(response):
    """The word in the table for what came back."""
    if response.status_code == 302:
        return "login" if response.url.startswith((reverse("account_login"), reverse("admin:login"))) else "go"
    return {200: "ok", 403: "deny", 404: "hide", 405: "method"}.get(response.status_code, str(response.status_code))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all cells: each visit puts back what it wrote, so none sees another."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def answer(world, role, method, address):
    """What this role gets; whatever the request wrote is rolled back."""
    with transaction.atomic():
        client = Client()
        if user := world.users[role]:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        response = client.generic(method, address)
        transaction.set_rollback(True)
    return outcome(response)


def test_every_route_has_a_row():
    assert sorted(set(OWN_ROUTES) - set(TABLE)) == []


def test_every_row_has_a_route():
    assert sorted(set(TABLE) - set(OWN_ROUTES)) == []


def test_what_a_visitor_may_see_has_a_reason():
    open_to_all = [name for name, row in TABLE.items() if "ok" in (row["GET"].split()[0], row["POST"].split()[0])]

    assert [name for name in open_to_all if not TABLE[name].get("why")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "method"), CELLS)
def test_each_role_gets_what_the_table_says(name, method, world):
    found = {role: answer(world, role, method, world.address(name)) for role in ROLES}

    assert found == dict(zip(ROLES, TABLE[name][method].split(), strict=True))


@pytest.mark.django_db
def test_the_technical_admin_opens_for_administrators_alone(world):
    addresses = [reverse(name) for name, kwargs in ADMIN_ROUTES.items() if not kwargs and "log" not in name]

    for role in ROLES:
        found = {answer(world, role, "GET", address) for address in addresses}

        assert ("ok" in found) == (role == "admin"), role


@login_not_required
def healthy(request):
    return HttpResponse("ok")


urlpatterns = [*urls.urlpatterns, path("forgotten/", healthy, name="forgotten")]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_without_a_row_is_caught():
    assert {name for name, _kwargs in routes() if not name.startswith("admin:")} - set(TABLE) == {"forgotten"}
