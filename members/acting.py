"""For which municipality somebody acts who works in several: chosen once, remembered in the session."""

from members import access

CHOSEN = "members.acting_for"


def places_of(user, *, day):
    """The municipalities for which this user may act on `day`, by name."""
    person = access.person_of(user) if user.is_authenticated else None
    return list(access.municipalities_of(person, day=day)) if person else []


def place_of(request, *, day, places=None):
    """The municipality for which the reader acts now: the chosen one while they work there, else the first."""
    places = places_of(request.user, day=day) if places is None else places
    chosen = request.session.get(CHOSEN)
    return next((place for place in places if place.pk == chosen), places[0] if places else None)


def choose(request, place):
    """Act for this municipality from now on; whoever calls checked that the reader works there."""
    request.session[CHOSEN] = place.pk
