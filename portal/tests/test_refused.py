from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import models
from django.test import RequestFactory

from portal.refused import Refused


class Refusal(models.TextChoices):
    CLOSED = "closed", "Registration has closed."
    FULL = "full", "No seat is left."


class SeatForm(forms.Form):
    email = forms.EmailField(required=False)


def test_every_reason_is_said_above_the_next_page():
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)

    Refused([Refusal.CLOSED, "Ask a colleague."]).say(request)

    said = [(message.level_tag, str(message)) for message in get_messages(request)]
    assert said == [("error", "Registration has closed."), ("error", "Ask a colleague.")]


def test_every_reason_stands_on_top_of_the_form():
    form = SeatForm({"email": ""})

    Refused([Refusal.CLOSED, Refusal.FULL]).add_to(form)

    assert form.errors == {"__all__": ["Registration has closed.", "No seat is left."]}


def test_a_reason_stands_beside_the_field_that_it_is_about():
    form = SeatForm({"email": "an@example.org"})

    Refused([Refusal.FULL]).add_to(form, "email")

    assert form.errors == {"email": ["No seat is left."]}
