"""The columns of the trail as a file."""

from django.utils.translation import gettext_lazy as _

from portal.housestyle.exports import Column, ListResource


class LineList(ListResource):
    """Lines of the trail; needs `who`, `pointed` and `changes` as `reading.told` adds them."""

    at = Column(_("When"), "at")
    who = Column(_("Who"), "who")
    kind = Column(_("Kind"), lambda line: line.get_kind_display())
    title = Column(_("What"), "title")
    about = Column(_("About"), lambda line: line.pointed.title if line.pointed else "")
    change = Column(_("Change"), lambda line: "; ".join(f"{name}: {was} → {now}" for name, was, now in line.changes))
    reason = Column(_("Reason"), "reason")

    class Meta:
        title, file_name = _("Trail"), "logboek"
