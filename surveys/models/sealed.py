"""Fields that the database keeps locked: the key is made of the server's secret, which no database holds."""

import base64
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

BEFORE_SEALING = ("{", "[")  # how plain JSON begins; what is sealed never does


def _keys():
    """The lock of today's secret first, then those of earlier secrets that still open what they closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("surveys.sealed", "key", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(value, *, size=0):
    """Sealed text that does not tell when: a Fernet token begins with its time in clear, so it is always the same.

    What is shorter than `size` bytes is filled up to it, so that its length does not tell what it holds.
    """
    return _keys().encrypt_at_time(json.dumps(value, ensure_ascii=False).encode().ljust(size), 0).decode()


def unseal(text):
    """What was sealed; None when no key of ours opens it."""
    try:
        return json.loads(_keys().decrypt(text.encode()))
    except InvalidToken:
        return None


class SealedField(models.TextField):
    """A dict that is kept sealed; an empty one is kept as an empty text, so that it can be looked for."""

    def from_db_value(self, text, expression, connection):
        if not text:
            return {}
        if text.startswith(BEFORE_SEALING):
            return json.loads(text)
        return unseal(text) or {}

    def to_python(self, value):
        return value if isinstance(value, dict) else self.from_db_value(value, None, None)

    def get_prep_value(self, value):
        return seal(value) if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))
