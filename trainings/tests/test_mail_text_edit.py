import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line
from trainings import wording
from trainings.actions import wording as actions
from trainings.actions.registrations import tell
from trainings.models import MailKind, MailText
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


def write(mail="registered", language="en", *, subject="Welcome", opening="Nice."):
    by = members.user_with(Role.STAFF)
    return actions.write_mail_text(mail, language, subject=subject, opening=opening, by=by)


def mail_to(person, what="registered", **fields):
    registration = trainings.registration(trainings.edition(), person, **fields)
    tell(registration, what)
    return Mail.objects.latest("pk")


def test_our_own_words_open_the_mail_and_the_facts_and_links_stay():
    write(subject="Welcome in {training}", opening="See you in {place}, {name}.")
    person = members.person(language="en", first_name="Noor")

    mail = mail_to(person)

    assert mail.subject.startswith("Welcome in Training")
    told = ["See you in De Wervel, Gent, Noor.", "09:30 – 12:30", "Your page for this training", "You have a seat."]
    assert [part in mail.text for part in told] == [True, True, True, False]


def test_the_other_language_keeps_the_built_in_words():
    write(language="en", opening="Nice.")

    assert "Nice." not in mail_to(members.person(language="nl")).text


@pytest.mark.parametrize(
    ("mail", "opening", "is_refused"),
    [
        ("registered", "Hello {name}", False),
        ("registered", "Hello {nome}", True),
        ("registered", "Hello {name", True),
        ("registered", "{{ person.email }}", True),
        ("registered", "{name.__class__}", True),
        ("registered", "Until {seat_until}", True),
        ("offered", "Until {seat_until}", False),
    ],
)
def test_only_known_placeholders_are_taken_and_the_refusal_names_them(mail, opening, is_refused):
    reasons = [str(reason) for reason in wording.refusals(mail, opening)]

    assert bool(reasons) == is_refused
    assert all("{first_day}" in reason for reason in reasons)


def test_nothing_is_run_and_nothing_gets_into_the_head_of_the_mail():
    write(subject="Hi {name}\r\nBcc: a@example.org", opening="Hi {name}")

    mail = mail_to(members.person(language="en", first_name="{place}\nBcc: b@example.org"))

    assert "\n" not in mail.subject
    assert "{place} Bcc: b@example.org" in mail.subject


def test_a_tag_of_a_template_is_refused_as_a_brace():
    with pytest.raises(Refused):
        write(opening="{% now 'Y' %}")

    assert (MailText.objects.count(), Line.objects.count()) == (0, 0)


@pytest.mark.parametrize("mail", MailKind.values)
def test_every_mail_has_a_preview_with_and_without_our_own_words(mail):
    own = MailText(mail=mail, language="nl", subject="Dag {name}", opening="Welkom op {first_day}.")

    built_in, ours = wording.preview(mail, "nl"), wording.preview(mail, "nl", own)

    assert (built_in.subject != "", ours.subject) == (True, "Dag Sam")
    assert ("Welkom op" in ours.text, "09:30" in ours.text) == (True, True)


def test_a_preview_keeps_nothing_saving_does_and_one_can_go_back(client):
    client.force_login(members.user_with(Role.STAFF))
    address = reverse("trainings:mail_text_edit", args=["offered", "en"])
    words = {"subject": "A seat", "opening": "Quick, {name}!"}

    shown = client.post(address, {**words, "preview": "1"})
    kept_by_preview = MailText.objects.count()
    client.post(address, words)
    kept_by_saving = MailText.objects.count()
    client.post(reverse("trainings:mail_text_drop", args=["offered", "en"]))

    assert "Quick, Sam!" in shown.content.decode()
    assert (kept_by_preview, kept_by_saving, MailText.objects.count(), Line.objects.count()) == (0, 1, 0, 2)


def test_a_wrong_placeholder_is_told_beside_the_field(client):
    client.force_login(members.user_with(Role.STAFF))
    address = reverse("trainings:mail_text_edit", args=["registered", "en"])

    page = client.post(address, {"subject": "A seat", "opening": "Hi {nome}"})

    assert "opening" in page.context["form"].errors
    assert MailText.objects.count() == 0


def test_the_list_asks_no_more_of_the_database_with_three_own_texts(client, django_assert_max_num_queries):
    client.force_login(members.user_with(Role.STAFF))
    for mail in ("registered", "offered", "reminder"):
        write(mail)

    with django_assert_max_num_queries(10):
        client.get(reverse("trainings:mail_text_list"))
