"""What we ask about one place in the queue: an answer to an offer or a request, priority, somebody to add."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), max_length=300, required=False, help_text=_("Needed when you do not agree; they read it.")
    )


class FavourForm(forms.Form):
    """What staff do for somebody who waits, and why."""

    FIRST, IN_TURN, SEAT = "first", "in-turn", "seat"
    favour = forms.ChoiceField(label=_("What do you do?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), max_length=300, help_text=_("Stays in the history, for colleagues and for the audit.")
    )

    def __init__(self, data=None, *, has_priority):
        super().__init__(data)
        turn = (
            (self.IN_TURN, _("Take the priority away")) if has_priority else (self.FIRST, _("Let this person go first"))
        )
        self.fields["favour"].choices = [turn, (self.SEAT, _("Give a seat now, also beyond the number of seats"))]


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label=_("Name, e-mail address or municipality"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class ParticipantForm(forms.Form):
    """Whom staff register, and whether the seats count."""

    who = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect)
    beyond_seats = forms.BooleanField(
        label=_("Give a seat, also beyond the number of seats or before who waits"), required=False
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("Needed for a seat beyond the number of seats; stays in the history."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data=None, *, found):
        """`found` are pairs of a person and a municipality, or None for who comes for none."""
        super().__init__(data)
        self.found = {f"{person.pk}-{place.pk if place else 0}": (person, place) for person, place in found}
        self.fields["who"].choices = [
            (key, f"{person.full_name}, {place.name}" if place else person.full_name)
            for key, (person, place) in self.found.items()
        ]

    def answers(self):
        person, municipality = self.found[self.cleaned_data["who"]]
        rest = {name: self.cleaned_data[name] for name in ("beyond_seats", "reason", "form_key")}
        return {"person": person, "municipality": municipality, **rest}
