"""The form on /huisstijl/: one question of every sort."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExampleForm(forms.Form):
    name = forms.CharField(label=_("First and last name"))
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Your confirmation goes here."))
    phone = forms.CharField(
        label=_("Mobile number"),
        required=False,
        help_text=_("Only for a message when something changes at the last minute."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    province = forms.ChoiceField(
        label=_("Province"), choices=[("", _("Choose…")), ("antwerpen", "Antwerpen"), ("limburg", "Limburg")]
    )
    on = forms.DateField(label=_("Day"))
    starts_at = forms.TimeField(label=_("From"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1)
    lunch = forms.ChoiceField(
        label=_("Lunch"),
        widget=forms.RadioSelect,
        choices=[
            ("veggie", _("Vegetarian")),
            ("halal", _("Halal")),
            ("any", _("Anything")),
            ("none", _("No lunch")),
        ],
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes that speak to you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("space", _("Space to play")), ("voice", _("Participation")), ("mind", _("Mental well-being"))],
    )
    wishes = forms.CharField(
        label=_("What do you need to take part well?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A wheelchair place, an interpreter, a quiet room."),
    )
    letter = forms.FileField(label=_("Letter"), required=False)
    read = forms.BooleanField(label=_("I have read the privacy statement."))

    def clean(self):
        if self.is_bound:
            raise forms.ValidationError(_("This edition has just filled up. You can join the waiting list."))
