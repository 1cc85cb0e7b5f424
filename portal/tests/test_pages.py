import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from redis.exceptions import TimeoutError as RedisTimeout

from portal import demo, urls
from portal.models import User
from portal.post.actions import write
from portal.post.models import Mail

pytestmark = pytest.mark.django_db


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


urlpatterns = [
    *urls.urlpatterns,
    path("not-for-you/", raising(PermissionDenied())),
    path("odd/", raising(SuspiciousOperation())),
    path("broken/", raising(ZeroDivisionError())),
    path("busy/", raising(OperationalError("canceling statement due to lock timeout"))),
    path("no-cache/", raising(RedisTimeout("Timeout reading from socket"))),
    path("no-database/", raising(OperationalError("connection refused"))),
]
with_broken_pages = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def demo_data(settings):
    settings.DEBUG = True
    demo.mark(seeded_on=timezone.localdate(), size="small")
    yield
    demo.forget()


# --- When something goes wrong ------------------------------------------------------------------------


def test_a_page_that_does_not_exist_says_so_and_offers_a_way_on(english):
    response = english.get("/nowhere/")

    assert response.status_code == 404
    assert "This page is not here" in response.text
    assert 'href="/account/login/?next=%2Fnowhere%2F"' in response.text


@with_broken_pages
def test_whoever_waited_too_long_for_a_lock_is_asked_to_try_again(client):
    response = client.get("/busy/")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Het is even druk" in response.text


@with_broken_pages
def test_whoever_waited_too_long_for_redis_is_asked_to_try_again(client):
    assert client.get("/no-cache/").status_code == 503


@with_broken_pages
def test_another_failure_of_the_database_is_an_error(client):
    client.raise_request_exception = False

    assert client.get("/no-database/").status_code == 500


def test_probes_answer_whatever_host_they_name(client):
    assert [client.get(path, headers={"host": "10.0.0.1"}).text for path in ("/healthz", "/readyz")] == ["ok", "ok"]


@with_broken_pages
def test_a_page_for_others_says_so(english):
    response = english.get("/not-for-you/")

    assert (response.status_code, "This page is not for you" in response.text) == (403, True)


def test_a_form_without_its_token_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"

    response = client.post("/account/login/", {"login": "noor@example.org"})

    assert (response.status_code, "we did not save the form" in response.text) == (403, True)


@with_broken_pages
def test_a_request_that_we_cannot_read_is_answered_in_both_languages(client):
    response = client.get("/odd/")

    assert response.status_code == 400
    assert "Die vraag verstaan we niet" in response.text
    assert "We do not understand that request" in response.text


@with_broken_pages
def test_a_mistake_of_ours_is_told_in_both_languages_without_asking_the_database(django_assert_num_queries):
    client = Client(raise_request_exception=False)

    with django_assert_num_queries(0):
        response = client.get("/broken/")

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.text
    assert "Something went wrong on our side" in response.text


# --- The shell ----------------------------------------------------------------------------------------


def test_the_style_guide_shows_everything_to_everybody(client):
    assert client.get("/huisstijl/").status_code == 200


@pytest.mark.parametrize("address", ["/huisstijl/", "/account/login/"])
def test_a_page_holds_no_inline_style_or_script(client, address):
    html = client.get(address).text

    assert (" style=" in html, "<style" in html, "<script>" in html, " onclick=" in html) == (False,) * 4


def test_a_visitor_can_log_in_and_a_member_can_log_out(client):
    visitor = client.get("/huisstijl/").text
    client.force_login(User.objects.create_user("noor@example.org"))
    member = client.get("/huisstijl/").text

    assert ('class="side-bar"' in visitor, "/account/login/" in visitor) == (False, True)
    assert ('class="side-bar"' in member, 'action="/account/logout/"' in member) == (True, True)
    assert "noor@example.org" in member


def test_only_demo_data_carries_a_banner(client, demo_data):
    marked = client.get("/huisstijl/").text
    demo.DemoMark.objects.all().delete()
    demo.forget()
    unmarked = client.get("/huisstijl/").text

    assert ("demo-banner" in marked, "demo-banner" in unmarked) == (True, False)


# --- Language -----------------------------------------------------------------------------------------


def test_another_language_is_remembered_and_the_reader_stays_on_the_page(client):
    response = client.post("/taal/", {"language": "en", "next": "/huisstijl/?q=a"})

    assert (response.status_code, response.url) == (302, "/huisstijl/?q=a")
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_a_language_switch_never_leads_elsewhere(client, address):
    assert client.post("/taal/", {"language": "en", "next": address}).url == "/"


def test_a_language_that_we_do_not_speak_changes_nothing(client):
    response = client.post("/taal/", {"language": "xx", "next": "/huisstijl/"})

    assert "django_language" not in response.cookies


def test_the_choice_of_a_member_is_kept_for_mails(client):
    user = User.objects.create_user("noor@example.org", language="nl")
    client.force_login(user)

    client.post("/taal/", {"language": "en"})

    user.refresh_from_db()
    assert user.language == "en"


def test_who_is_logged_in_reads_which_address_is_theirs_and_how_to_have_it_changed(english):
    english.force_login(User.objects.create_user("noor@example.org"))

    html = english.get("/account/email/").text

    assert ("noor@example.org" in html, "register of members" in html) == (True, True)


# --- Logging in ---------------------------------------------------------------------------------------


def test_log_in_offers_a_password_and_a_code_and_both_return_to_the_page(english):
    html = english.get("/account/login/?next=/huisstijl/").text

    assert '<input type="hidden" name="next" value="/huisstijl/">' in html
    assert 'href="/account/login/code/?next=%2Fhuisstijl%2F"' in html
    assert 'class="demo-person"' not in html


def test_demo_people_log_in_with_one_click_on_demo_data(client, demo_data):
    User.objects.create_user("staff@example.org")

    html = client.get("/account/login/?next=/huisstijl/").text
    response = client.post("/demo/aanmelden/", {"email": "staff@example.org", "next": "/huisstijl/"})

    assert html.count('class="demo-person"') == len(demo.PEOPLE)
    assert html.count('name="next" value="/huisstijl/"') >= len(demo.PEOPLE)
    assert (response.status_code, response.url) == (302, "/huisstijl/")


def test_one_click_does_not_exist_without_the_mark(client, settings):
    settings.DEBUG = True
    User.objects.create_user("staff@example.org")

    assert client.post("/demo/aanmelden/", {"email": "staff@example.org"}).status_code == 404


def test_one_click_does_not_exist_in_production(client, demo_data, settings):
    settings.DEBUG = False
    User.objects.create_user("staff@example.org")

    assert client.post("/demo/aanmelden/", {"email": "staff@example.org"}).status_code == 404
    assert 'class="demo-person"' not in client.get("/account/login/").text


def test_a_visitor_can_make_an_account_with_an_address_alone(english):
    html = english.get("/account/signup/").text

    assert "We mail you a code to prove that the address is yours." in html
    assert 'href="/account/signup/"' in english.get("/account/login/").text


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/login/code/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/1-abc/",
        "/account/inactive/",
        "/account/signup/",
    ],
)
def test_a_visitor_finds_the_account_pages_in_our_dress(client, address):
    html = client.get(address).text

    assert ('class="top-bar"' in html, "<h1>" in html) == (True, True)


@pytest.mark.parametrize("address", ["/account/logout/", "/account/password/change/", "/account/email/"])
def test_a_member_finds_the_account_pages_in_our_dress(client, address):
    user = User.objects.create_user("noor@example.org", password="a-long-password")
    client.force_login(user)

    html = client.get(address).text

    assert ('class="side-bar"' in html, "<h1>" in html) == (True, True)


# --- The demo mailbox ---------------------------------------------------------------------------------


def mail(to, subject="Your seat", **fields):
    return write(kind="test", to_email=to, language="nl", subject=subject, text="Dear <Noor>,\nsee you.", **fields)


def test_the_mailbox_shows_every_mail_and_one_persons_on_request(english, demo_data):
    mail("noor@example.org", subject="For Noor")
    mail("ali@example.org", subject="For Ali")

    everybody = english.get("/demo/postvak/").text
    noor = english.get("/demo/postvak/", {"aan": "noor@example.org"}).text

    assert ("For Noor" in everybody, "For Ali" in everybody) == (True, True)
    assert ("For Noor" in noor, "For Ali" in noor) == (True, False)


def test_an_empty_mailbox_says_what_brings_mail(english, demo_data):
    assert "No mail here" in english.get("/demo/postvak/").text


def test_a_mail_shows_its_text_as_text_and_its_attachments(english, demo_data):
    written = mail("noor@example.org", attachments=[{"name": "seat.ics", "type": "text/calendar", "text": "BEGIN"}])

    html = english.get(f"/demo/postvak/{written.pk}/").text

    assert "Dear &lt;Noor&gt;," in html
    assert f'href="/demo/postvak/{written.pk}/bijlage/0/"' in html


def test_the_mailbox_does_not_exist_without_demo_data(client):
    written = mail("noor@example.org")

    statuses = [client.get(address).status_code for address in ("/demo/postvak/", f"/demo/postvak/{written.pk}/")]

    assert (statuses, Mail.objects.count()) == ([404, 404], 1)


def test_a_log_in_code_arrives_as_a_short_mail_of_ours(english, mailoutbox):
    User.objects.create_user("noor@example.org")

    english.post("/account/login/code/", {"email": "noor@example.org"})

    assert [mail.subject for mail in mailoutbox] == ["Your code to log in"]
    assert "Type this code on the page where you asked for it:" in mailoutbox[0].body
    assert mailoutbox[0].body.strip().endswith("Werfportaal")


# --- Hostile addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/leden/%00/", "/vormingen/?soort=%00"])
def test_a_nul_in_an_address_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["foo", "demo_login", "http://[::1", "//evil.example", "javascript:alert(1)"])
def test_a_strange_address_to_return_to_leads_home(client, address):
    response = client.post("/taal/", {"language": "en", "next": address})

    assert (response.status_code, response.url.startswith(("http", "//", "java"))) == (302, False)


def test_a_post_that_cannot_be_read_gets_our_own_page():
    client = Client(raise_request_exception=False)

    response = client.post("/taal/", b"a=1", content_type="application/x-www-form-urlencoded; charset=utf-7")

    assert (response.status_code, "Content-Security-Policy" in response.headers) == (400, True)


def test_guessing_at_the_technical_admin_is_held_up_as_at_the_front_door(client):
    response = client.get("/admin/login/")

    assert response.url.startswith("/account/login/")
