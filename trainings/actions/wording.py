"""Putting a mail in our own words, and going back to the built-in ones."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.refused import Refused
from portal.trail import actions as trail
from trainings import wording
from trainings.models import MailText


@transaction.atomic
def write_mail_text(mail, language, *, subject, opening, by):
    """Let this mail open with our own words from now on, in one language."""
    subject, opening = " ".join(subject.split()), opening.strip()
    if reasons := wording.refusals(mail, subject + opening):
        raise Refused(reasons)
    earlier = MailText.objects.standing(mail, language)
    fields = {"subject": subject, "opening": opening}
    change = {name: [getattr(earlier, name, None), value] for name, value in fields.items()}
    text, _is_new = MailText.objects.update_or_create(mail=mail, language=language, defaults=fields)
    trail.write(_("The text of a mail was changed"), by=by, about=text, change=change)
    return text


@transaction.atomic
def drop_mail_text(mail, language, *, by):
    """Go back to the built-in words; nothing happens when they hold already."""
    for text in MailText.objects.filter(mail=mail, language=language):
        change = {"subject": [text.subject, None], "opening": [text.opening, None]}
        trail.write(_("The text of a mail went back to the built-in one"), by=by, about=text, change=change)
        text.delete()
