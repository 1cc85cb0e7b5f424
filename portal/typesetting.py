"""Tagged PDFs (PDF/UA-1) set by typst, from a .typ file beside the app that writes them and plain data.

Data travels as JSON, so no text of somebody becomes markup. Fonts come from `make assets`; without them a PDF is
set in typst's own, plainer.
"""

import json
import logging
from pathlib import Path

import typst
from django.conf import settings

log = logging.getLogger(__name__)

STANDARD = "ua-1"
OWN_FONT = "Libertinus Serif"  # typst carries it along


def fonts():
    """The folder with our fonts, or None where they were not made."""
    folder = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts" / "print"
    return folder if folder.is_dir() and any(folder.glob("*.ttf")) else None


def pdf(template, data, **images):
    """The PDF that a template makes of `data`, with SVG `images` by name, as bytes.

    >>> pdf(Path("trainings/typesetting/certificate.typ"), {"title": "…"}, qr="<svg…>")
    """
    folder = fonts()
    families = {
        "heading": "Bricolage Grotesque" if folder else OWN_FONT,
        "text": "Figtree" if folder else OWN_FONT,
    }
    made, warnings = typst.compile_with_warnings(
        template.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps({**data, "fonts": families}, default=str), **images},
        font_paths=[str(folder)] if folder else [],
        ignore_system_fonts=True,
        pdf_standards=[STANDARD],
    )
    for warning in warnings:
        log.warning("typst says of %s: %s", template.name, warning)
    return made
