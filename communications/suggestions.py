"""What of the shelf may help somebody: the theme that they follow, or that their municipality told us about."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communications.models import Material
from members.competences import interests_of
from members.models import ContactNeed
from members.suggestions import CHOSEN, NEEDED, Suggestion, places_of

A_YEAR = timedelta(days=365)
MOST_READ = 200  # of the shelf, the newest


def materials(person, today):
    """One material for each theme that fits, the newest."""
    _competences, followed = interests_of(person)
    told = themes_told_by(places_of(person, today), today)
    if not followed and not told:
        return []
    on_the_shelf = Material.objects.on_the_shelf().filter(published_on__lte=today, themes__in=followed | set(told))
    found = {}
    for material in on_the_shelf.distinct().prefetch_related("themes")[:MOST_READ]:
        for theme in material.themes.all():
            if theme.pk in followed:
                reason = format_lazy(_("You follow the theme “{theme}”."), theme=in_words(theme))
            elif theme.pk in told:
                reason = format_lazy(_("Your municipality told us about “{need}”."), need=in_words(told[theme.pk]))
            else:
                continue
            found.setdefault(theme.pk, suggestion_of(material, theme, reason, is_chosen=theme.pk in followed))
    return sorted(found.values(), key=lambda each: -each.weight)


def suggestion_of(material, theme, reason, *, is_chosen):
    return Suggestion(
        kind="material",
        key=f"communications.material:{material.pk}",
        title=in_words(material),
        url=f"{reverse('communications:material_list')}?{urlencode({'thema': theme.code})}",
        reason=reason,
        weight=(CHOSEN if is_chosen else NEEDED) - 5,  # a training that fits as well goes first
        icon="book-open",
    )


def themes_told_by(places, today):
    """{pk of a theme: a need of it}, of what these municipalities told us in the past year and can read themselves."""
    told = ContactNeed.objects.filter(
        contact__municipality__in=places,
        contact__is_shared=True,
        contact__withdrawn_at__isnull=True,
        contact__on__gt=today - A_YEAR,
        need__theme__isnull=False,
    )
    return {each.need.theme_id: each.need for each in told.select_related("need").order_by("contact__on", "pk")}


def in_words(thing):
    """The title of a thing in the language of whoever reads it."""
    return lazy(lambda: thing.title, str)()
