"""Makes the fonts that PDFs are set in: typst reads no variable fonts, and npm has no others.

Run by `make assets`, after build.sh: `python portal/assets/print_fonts.py`. Git ignores what it makes.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
FAMILIES = {"bricolage-grotesque": ("Bricolage Grotesque", (750,)), "figtree": ("Figtree", (400, 700))}
SUBSETS = ("latin", "latin-ext")  # one font of both: typst asks a single font of a family for every letter
BOLD, REGULAR = 700, 400


def make():
    folder = FONTS / "print"
    folder.mkdir(exist_ok=True)
    for slug, (family, weights) in FAMILIES.items():
        for weight in weights:
            with TemporaryDirectory() as scratch:
                parts = [still(slug, subset, weight, Path(scratch)) for subset in SUBSETS]
                font = Merger().merge(parts)
            name(font, family, weight)
            font.save(folder / f"{slug}-{weight}.ttf")


def still(slug, subset, weight, scratch):
    """A subset of a variable font, fixed at a weight, as a file."""
    font = TTFont(FONTS / f"{slug}-{subset}-wght-normal.woff2")
    limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    fixed = instantiateVariableFont(font, limits)
    fixed.flavor = None
    fixed.save(scratch / f"{subset}.ttf")
    return str(scratch / f"{subset}.ttf")


def name(font, family, weight):
    style = "Regular" if weight == REGULAR else "Bold"
    plain = f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 4: f"{family} {style}", 6: plain, 16: family, 17: style}
    for code, text in names.items():
        font["name"].setName(text, code, 3, 1, 0x409)
        font["name"].setName(text, code, 1, 0, 0)
    font["OS/2"].usWeightClass = REGULAR if weight == REGULAR else BOLD


if __name__ == "__main__":
    make()
