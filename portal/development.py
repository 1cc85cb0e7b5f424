"""Development mode: what `manage.py` and `pytest` may do without any variable, and a server may not."""

import os
import secrets
import sys
from pathlib import Path


def is_allowed():
    """True for `manage.py` and for pytest; a web server or a worker never gets development mode by default."""
    return Path(sys.argv[0]).name == "manage.py" or "pytest" in sys.modules


def secret_key(folder):
    """The key of this machine's development portal, made once and kept outside git."""
    file = folder / "secret_key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        draft.replace(file)
    return file.read_text()
