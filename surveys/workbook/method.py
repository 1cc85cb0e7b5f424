"""How the figures were made, and how often something is not shown."""

from django.utils import timezone
from django.utils.translation import gettext as _


def write(book):
    sheet = book.sheet(book.names.name_for(_("Method")), _("Method"))
    sheet.set_column(0, 0, 110)
    k = book.publication.min_cell
    lines = [
        _("Asked: routing showed the question. Answered: asked and not left empty; “don’t know” is an answer."),
        _("A share is a part of who answered. With several answers allowed, shares may add up to more than 100%."),
        _("Mean, spread, median and top two leave out “don’t know”."),
        _("NPS: the share of scores 9 and 10 minus the share of scores 0 to 6."),
        _("The response is a part of all people in the population on the day that the survey opened.")
        if book.survey.asks_people
        else _("The response is a part of all members in the population on the day that the survey opened."),
    ]
    if book.publication.is_protected:
        lines += [
            _("No group of fewer than %(k)s answers is shown, nor one that could be calculated from what is.")
            % {"k": k},
            *(
                f"{reason}: {number}"
                for reason, number in (
                    (_("Groups covered because they are small"), book.publication.hidden.get("base", 0)),
                    (_("Groups covered to protect another"), book.publication.hidden.get("complement", 0)),
                    (_("Groups covered because of another breakdown"), book.publication.hidden.get("nesting", 0)),
                    (_("Questions or statements with too few answers"), book.publication.hidden.get("question", 0)),
                    (_("Answers that too few people were offered"), book.publication.hidden.get("option", 0)),
                    (_("Questions whose texts are not shown"), book.publication.hidden.get("texts", 0)),
                )
            ),
        ]
    made = timezone.localtime().strftime("%d/%m/%Y %H:%M")
    lines += [_("Made on %(moment)s; data %(hash)s.") % {"moment": made, "hash": book.publication.data_hash[:12]}]
    for row, line in enumerate(lines, start=3):
        book.text(sheet, row, 0, line, book.wrap)
