"""What we hold on somebody, and forgetting them, over every floor: each app adds its own through the doors."""

import io
import json
import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from members.actions import erasure
from members.models import ContactMoment, Interest, Membership, PersonEmail, Role, RoleAssignment, Touchpoint
from members.tests import factories as members
from members.todo import ask
from portal import doors
from portal.post import actions as post
from portal.post.models import Mail
from surveys.models import Response
from surveys.tests import factories as surveys
from trainings.models import Registration
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OWN = re.compile(r"canary-?(\w+)-own|own\.canary\w*@example\.org|Kanariana|Vogelvrij", re.IGNORECASE)


def planted(first, last, mark, place=None):
    """Somebody with a trace of every kind; each trace holds `mark`."""
    place = place or members.municipality(f"Dorp {mark}")
    person = members.person(
        first_name=first,
        last_name=last,
        email=f"{mark}.canary@example.org",
        phone=f"canary-phone-{mark}",
        municipality=place,
        language="en",
    )
    PersonEmail.objects.create(person=person, address=f"{mark}.canary2@example.org", starts_on=date(2020, 1, 1))
    moment = members.contact(
        place,
        participants=[person],
        heard=f"canary-heard-{mark}: {first} {last} wants a playground.",
        internal_note=f"canary-note-{mark}: mind that {first} is tired.",
    )
    Interest.objects.create(person=person, theme=members.theme(), since=date(2025, 1, 1))
    ask(person, title=f"canary-todo-{mark}", url="/", source=person)
    edition = trainings.edition()
    trainings.registration(edition, person, municipality=place, wishes=f"canary-wish-{mark}")
    post.send(person, "members/mail/erasure_refused", {"request": {"note": f"canary-mail-{mark}"}})
    survey = surveys.survey(surveys.question("q1", "open"), confidentiality="identified")
    invitation = surveys.invitation(survey, person)
    surveys.response(survey, {"q1": f"canary-answer-{mark} {first} {last}"}, invitation=invitation)
    return person, moment


def dump():
    """Every row of every table as text, but for the trail, which stays as it was written."""
    written = io.StringIO()
    call_command("dumpdata", "--all", stdout=written, exclude=["contenttypes", "auth"])
    return written.getvalue()


def totals():
    by_place = Registration.objects.values_list("municipality").annotate(number=Count("pk")).order_by("municipality")
    return {
        "touchpoints": list(
            Touchpoint.objects.order_by("municipality", "kind")
            .values_list("municipality", "kind")
            .annotate(number=Count("pk"))
        ),
        "registrations": list(by_place),
        "roles": list(
            RoleAssignment.objects.order_by("municipality", "role_type")
            .values_list("municipality", "role_type")
            .annotate(number=Count("pk"))
        ),
        "responses": Response.objects.count(),
        "contacts": ContactMoment.objects.count(),
        "memberships": Membership.objects.count(),
    }


def test_somebody_finds_everything_of_their_own_and_nothing_of_others(client):
    person, _moment = planted("Kanariana", "Vogelvrij", "own")
    planted("Zwaluw", "Anders", "other")
    client.force_login(person.user)

    page = client.get(reverse("members:own_data_detail")).text
    told = client.get(reverse("members:own_data_download")).content.decode()

    kinds = ("phone", "heard", "todo", "wish", "mail", "answer")
    for text in (page, told):
        assert [kind for kind in kinds if f"canary-{kind}-own" not in text] == []
        assert "own.canary2@example.org" in text
        assert re.findall(r"canary-\w+-other|Zwaluw|other\.canary", text) == []
        assert "canary-note-own" not in text
        assert person.user.password not in text
    assert json.loads(told)["made_on"]


def test_what_is_not_shared_is_told_without_its_words(client):
    person, moment = planted("Kanariana", "Vogelvrij", "own")
    ContactMoment.objects.filter(pk=moment.pk).update(is_shared=False)
    client.force_login(person.user)

    told = client.get(reverse("members:own_data_download")).content.decode()

    assert "canary-heard-own" not in told
    assert moment.get_form_display() in told


def test_forgetting_takes_out_every_trace_and_changes_no_number():
    person, _moment = planted("Kanariana", "Vogelvrij", "own")
    other, _moment = planted("Zwaluw", "Anders", "other", place=members.municipality("Elders"))
    stranger = members.contact(heard="Kanariana Vogelvrij called: canary-phone-own.")
    request, admin = members.erasure_request(person), members.user_with(Role.ADMIN)
    before = totals()

    erasure.erase(request, by=admin, now=NOW)

    person.refresh_from_db()
    stranger.refresh_from_db()
    assert totals() == before
    assert OWN.findall(re.sub(r"canary-(heard|note)-own", "", dump())) == []
    assert dump().count("Zwaluw Anders") > 0
    assert (str(person), person.user, bool(person.erased_at)) == ("Verwijderd persoon", None, True)
    assert stranger.heard == "[…] called: […]."
    assert other.user.is_active


def test_the_account_is_closed_at_once(client):
    person, _moment = planted("Kanariana", "Vogelvrij", "own")
    user = person.user
    client.force_login(user)

    erasure.erase(members.erasure_request(person), by=None, now=NOW)

    assert client.get(reverse("members:own_data_detail")).status_code == 302
    user.refresh_from_db()
    assert (user.is_active, user.email) == (False, f"forgotten-{user.pk}@example.invalid")


def test_a_mail_that_waits_for_somebody_forgotten_never_leaves():
    person, _moment = planted("Kanariana", "Vogelvrij", "own")

    erasure.erase(members.erasure_request(person), by=None, now=NOW)

    assert not Mail.objects.filter(state="waiting", to_email__contains="canary").exists()
    assert Mail.objects.filter(to_email=post.NOBODY, text="", state="failed").count() == 1


def test_the_preview_counts_and_changes_nothing():
    person, _moment = planted("Kanariana", "Vogelvrij", "own")
    before = dump()

    counts = erasure.preview(person, now=NOW)

    assert dump() == before
    assert counts["members.Person"] == counts["portal.User"] == counts["trainings.registrations"] == 1


def test_every_app_with_people_tells_what_it_holds():
    linked = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is apps.get_model("members.Person") and field.concrete
    }
    told = {key.split(".")[0] for key, _ in doors.HELD_DATA.items()} & {
        key.split(".")[0] for key, _ in doors.ERASURE.items()
    }

    assert linked - {"members"} <= told
