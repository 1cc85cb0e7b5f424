from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import layers, maps
from members.forms import MapForm
from members.models import Municipality, Province
from members.region_lists import MapList
from portal.housestyle import exports
from portal.housestyle.paging import page_of


@login_not_required
@require_safe
def municipality_map(request):
    """Flanders as tiles: who is a member for everybody, what we know of a municipality for the team."""
    user, today = request.user, timezone.localdate()
    open_layers = layers.open_to(user)
    layer = next((layer for layer in open_layers if layer.code == request.GET.get("laag")), open_layers[0])
    form = MapForm(request.GET)
    classes = {each.code: each for each in layer.classes()}
    chosen_class = classes.get(request.GET.get("klasse", ""))
    municipalities = list(Municipality.objects.existing_on(today).with_province(today).with_youth_service_fte(today))
    found = layer.sort(municipalities, today)
    for municipality in municipalities:
        code, municipality.known = found.get(municipality.pk, ("", ""))
        municipality.shown_class = classes.get(code)
    wanted = [place for place in municipalities if chosen_class is None or place.shown_class == chosen_class]
    if form.search:
        named = set(Municipality.objects.named(form.search).values_list("pk", flat=True))
        wanted = [place for place in wanted if place.pk in named]
    if exports.is_asked_for(request) and user.has_perm("members.see_map_layers"):
        return exports.download(request, MapList(), wanted)

    places = maps.tiles()
    drawn = [place for place in municipalities if place.nis_code in places]
    wanted_pks = {place.pk for place in wanted}
    for place in drawn:
        place.tile, place.is_dim = places[place.nis_code], place.pk not in wanted_pks
    context = {
        "layer": layer,
        "layer_chips": layer_chips(user, layer.code),
        "form": form,
        "chosen_class": chosen_class,
        "key": key_of(classes.values(), municipalities),
        "drawn": sorted(drawn, key=lambda place: (place.tile.row, place.tile.column)),
        "borders": maps.borders({place.tile: place.province for place in drawn}),
        "box": maps.CARTOGRAM_BOX,
        "side": maps.TILE_SIDE,
        "page": page_of(request, wanted),
        "list_is_open": bool(chosen_class or form.search or request.GET.get("pagina")),
        "chosen": next((place for place in municipalities if place.nis_code == request.GET.get("gemeente")), None),
        "sees_municipalities": user.has_perm("members.see_municipalities"),
        "may_export": user.has_perm("members.see_map_layers"),
    }
    return render(request, "members/municipality_map.html", context)


def layer_chips(user, shown):
    """What the reader may let the map show, as (title, address, whether it is shown); `shown` None is experience."""
    address = reverse("members:municipality_map")
    chips = [(layer.title, f"{address}?laag={layer.code}", layer.code == shown) for layer in layers.open_to(user)]
    if user.has_perm("members.see_map_layers"):
        chips.append((_("Experience"), reverse("members:experience_map"), shown is None))
    return chips


def key_of(classes, municipalities):
    """The legend: each class with the number of municipalities in it; the unknown only where there are any."""
    shown = [place.shown_class for place in municipalities]
    key = [(each, shown.count(each)) for each in classes]
    return [(each, number) for each, number in key if number or each.code != layers.UNKNOWN]


@require_safe
@permission_required("members.see_map_layers", raise_exception=True)
def experience_map(request):
    """The years of experience of youth officers, for provinces alone: never for one municipality."""
    today = timezone.localdate()
    municipalities = list(Municipality.objects.existing_on(today).with_province(today))
    found = layers.experience_by_province(municipalities, today)
    steps = layers.experience_steps(found)
    shapes, box = maps.province_shapes()
    context = {
        "layer_chips": layer_chips(request.user, None),
        "provinces": [
            {
                "province": province,
                "shape": shapes[province.value],
                "colour": steps[province.value],
                "experience": found[province.value],
            }
            for province in Province
        ],
        "box": box,
        "least": layers.LEAST_PEOPLE,
    }
    return render(request, "members/experience_map.html", context)
