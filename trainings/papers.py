"""Certificates on paper: what stands in the frozen row, set as a tagged PDF in the language of its holder."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import typesetting
from trainings.certificates import in_hours

TEMPLATE = Path(__file__).parent / "typesetting" / "certificate.typ"
REGIONS = {"nl": "be", "en": "gb"}


def certificate_pdf(certificate):
    """The certificate as bytes of a PDF; the same certificate always says the same."""
    language = certificate.facts["language"]
    with translation.override(language):
        words = words_of(certificate, language=language)
    return typesetting.pdf(TEMPLATE, words, qr=qr_of(address_of(certificate)))


def address_of(certificate):
    """Where anybody checks it."""
    return settings.SITE_URL + reverse("trainings:certificate_check", args=[certificate.code])


def qr_of(address):
    return segno.make(address, error="m").svg_inline(scale=4, border=0, dark="#16233B")


def words_of(certificate, *, language):
    """Everything on the paper, in `language`, which is the active one."""
    facts = certificate.facts
    half_days = facts["half_days"]
    address = address_of(certificate)
    place = facts["place"][language]
    hours, number = in_hours(facts["minutes"]), len(half_days)
    return {
        "title": _("Certificate of {name}: {module}").format(name=certificate.holder, module=facts["module"][language]),
        "language": language,
        "region": REGIONS[language],
        "organisation": facts["organisation"],
        "reference": certificate.reference,
        "holder": certificate.holder,
        "module": facts["module"][language],
        "summary": ngettext(
            "{hours} in {number} half-day, {place}", "{hours} in {number} half-days, {place}", number
        ).format(hours=hours, number=number, place=place or "–"),
        "half_days": [
            f"{date_format(date.fromisoformat(each['date']), 'l j F Y')}, {each['from']} – {each['to']}"
            for each in half_days
        ],
        "competences": [each[language] for each in facts["competences"]],
        "signatory": facts["signatory"],
        "address": address,
        "address_in_words": address.split("://")[-1],
        "words": {
            "certificate": _("Certificate"),
            "declares": _("With this paper we declare that"),
            "followed": _("followed the training"),
            "half_days": _("Was there on"),
            "competences": _("Worked on"),
            "issued": _("Issued on {day}").format(day=date_format(certificate.issued_on, "j F Y")),
            "number": _("Certificate number"),
            "version": _("version {number} of this training").format(number=facts["module"]["version"]),
            "check": _("Check it by scanning the code, or at"),
            "qr": _("QR code with the address where this certificate is checked"),
        },
    }


def file_name_of(certificate):
    with translation.override(certificate.facts["language"]):
        return f"{_('certificate')}-{certificate.reference}-{slugify(certificate.holder)}.pdf"


def as_zip(certificates, *, on_progress=None):
    """All these certificates in one file, as bytes."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, certificate in enumerate(certificates):
            if on_progress:
                on_progress(number, len(certificates))
            archive.writestr(file_name_of(certificate), certificate_pdf(certificate))
    return kept.getvalue()
