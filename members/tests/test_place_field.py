"""A municipality that is typed: by its name, an old name or its NIS code, with proposals."""

from datetime import date

import pytest
from django import forms

from members import actions
from members.forms.places import PlaceField
from members.tests import factories as members

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


class Form(forms.Form):
    place = PlaceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].asked_on(TODAY)


@pytest.fixture
def pajottegem():
    old = members.municipality("Galmaarden", valid_to=date(2025, 1, 1))
    new = members.municipality("Pajottegem", nis_code="23106", valid_from=date(2025, 1, 1))
    actions.record_merger(new, [old], on=date(2025, 1, 1))
    return new


@pytest.mark.parametrize("typed", ["Pajottegem (23106)", "23106", "pajottegem", "Galmaarden"])
def test_a_name_an_old_name_and_a_code_lead_to_the_municipality_of_today(pajottegem, typed):
    form = Form({"place": typed})

    assert form.is_valid()
    assert form.cleaned_data["place"] == pajottegem


@pytest.mark.parametrize(("typed", "is_fine"), [("", True), ("Nergens", False), ("99999", False)])
def test_nothing_is_none_and_what_does_not_exist_is_refused(pajottegem, typed, is_fine):
    form = Form({"place": typed})

    assert form.is_valid() == is_fine
    assert form.cleaned_data.get("place") is None


def test_the_field_proposes_who_exists_and_shows_a_code_as_a_name(pajottegem):
    html = str(Form(initial={"place": "23106"})["place"])

    assert 'value="Pajottegem (23106)"' in html
    assert html.count("<option") == 1
