from django import forms
from django.http import QueryDict

from portal.housestyle.forms import FilterForm


class SeatFilterForm(FilterForm):
    IN_ADDRESS = {"search": "zoek", "state": "stand"}

    search = forms.CharField(required=False)
    state = forms.ChoiceField(choices=[("free", "Free"), ("taken", "Taken")], required=False)


def test_a_choice_is_read_from_its_dutch_word_in_the_address():
    form = SeatFilterForm(QueryDict("zoek=gent&stand=free&state=taken"))

    assert (form.chosen("search"), form.chosen("state")) == ("gent", "free")


def test_what_makes_no_sense_in_the_address_is_left_out_and_the_rest_stays():
    form = SeatFilterForm(QueryDict("zoek=gent&stand=sold"))

    assert (form.chosen("search"), form.chosen("state")) == ("gent", "")


def test_choices_that_are_only_known_when_the_form_is_made_count_too():
    class PlacedFilterForm(SeatFilterForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["state"].choices = [("sold", "Sold")]

    form = PlacedFilterForm(QueryDict("stand=sold"))

    assert form.chosen("state") == "sold"


def test_the_options_of_a_field_start_with_no_choice_and_tell_which_one_is_chosen():
    free, nothing = SeatFilterForm(QueryDict("stand=free")), SeatFilterForm(QueryDict(""))

    assert free.options("state", "Every state") == [
        (None, "Every state", False),
        ("free", "Free", True),
        ("taken", "Taken", False),
    ]
    assert nothing.options("state", "Every state")[0] == (None, "Every state", True)
