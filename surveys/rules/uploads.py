"""What a file is, by its content: its name and what a browser says of it are not believed."""

import re
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from surveys import documents

LARGEST = 10 * 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OPENINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
IN_OFFICE_FILES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MOST_PARTS = 2000
UNREADABLE = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\\\]")


def upload_faults(question, upload, already):
    """Every reason why this file cannot be added to an answer that holds `already` files; sentences, none when it can.

    `upload` is an open file with a size.
    """
    if already >= documents.MOST_FILES:
        return [_("Add at most %(most)s files.") % {"most": documents.MOST_FILES}]
    if not upload.size:
        return [_("This file is empty.")]
    if upload.size > LARGEST:
        return [_("This file is larger than 10 MB. Make it smaller, or send a part of it.")]
    accepted = question.get("accept") or documents.ACCEPTED
    if kind_of(upload) not in accepted:
        return [_("This is no file of a kind that we can read: %(kinds)s.") % {"kinds": ", ".join(accepted)}]
    return []


def kind_of(upload):
    """The kind of a file (a key of CONTENT_TYPES), or "" for any other; of office files those without macros."""
    upload.seek(0)
    opening = upload.read(8)
    upload.seek(0)
    for start, kind in OPENINGS.items():
        if opening.startswith(start):
            return kind
    if not opening.startswith(b"PK\x03\x04"):
        return ""
    try:
        with ZipFile(upload) as parts:
            names = parts.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    finally:
        upload.seek(0)
    if len(names) > MOST_PARTS or any("vbaproject" in name.lower() for name in names):
        return ""
    return next((kind for name, kind in IN_OFFICE_FILES.items() if name in names), "")


def readable_name(name, kind):
    """The name of a file as we show it: without folders, signs that hide something, or an ending that lies."""
    plain = UNREADABLE.sub("", name).strip(". ") or _("file")
    stem = plain.rsplit(".", 1)[0] if plain.lower().endswith((f".{kind}", ".jpeg")) else plain
    return f"{stem[:90]}.{kind}"
