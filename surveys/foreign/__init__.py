"""Forms from elsewhere: an XLSForm or a LimeSurvey structure read as a document, and a document written as an XLSForm.

The views call `read(file)`, which names whatever has no place here: nothing is left out in silence. It leans on the
hardened reader of workbooks in members and on `surveys.documents`, and writes nothing to the database.
"""

from pathlib import PurePath

from django.utils.translation import gettext as _

from members.bounds import TooMuch, bounded
from members.reading import MOST_BYTES
from members.workbooks import FileRefused
from surveys.foreign import limesurvey, xlsform
from surveys.foreign.forms import CARRIED, Foreign, Left

READERS = {".xlsx": xlsform.read, ".lss": limesurvey.read}

__all__ = ["CARRIED", "FileRefused", "Foreign", "Left", "read"]


def read(file) -> Foreign:
    """A form in a file whose `name` tells its kind; raises FileRefused with a sentence when it cannot be used."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 10 MB. A form without pictures is far smaller."))
    reader = READERS.get(PurePath(file.name).suffix.lower())
    if reader is None:
        raise FileRefused(_("Bring an XLSForm (.xlsx) or the structure of a LimeSurvey (.lss)."))
    if not content.strip():
        raise FileRefused(_("The file is empty."))
    try:
        with bounded():
            return reader(content)
    except (MemoryError, RecursionError, TooMuch):
        raise FileRefused(_("Reading this file takes too much. Save only the form in a new file.")) from None
