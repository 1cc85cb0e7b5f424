from django.utils import timezone

from portal.bilingual import in_both
from portal.pointers import key_of
from portal.trail.models import Line, LineKind


def write(title, *, by, about=None, kind=LineKind.CHANGE, change=None, reason=""):
    """Write what `by`, an account or None for the portal itself, did to `about`, a saved row or None.

    `title` is a lazy translation without names of people; `change` is {field: [before, after]} of plain values.
    """
    spoken = in_both(title)
    return Line.objects.create(
        at=timezone.now(),
        by=by,
        kind=kind,
        title_nl=spoken["nl"],
        title_en=spoken["en"],
        about=key_of(about) if about else "",
        change=change or {},
        reason=reason,
    )
