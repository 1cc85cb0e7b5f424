"""The links of invitations: made of a random seed and the server's secret, so that only both together make one again.

The database keeps the seed and a hash of the token: from a copy of it nobody makes a link, while a reminder or a
letter can hold the same link as the first mail.
"""

import base64
import hashlib
import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

IN_A_PATH = re.compile(r"/b/[A-Za-z0-9_-]{12,}")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that look like figures
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def new():
    """A seed: 256 random bits."""
    return secrets.token_urlsafe(32)


def of_seed(seed):
    """The token in the link of a mail: 256 bits that only the server's secret makes of the seed."""
    digest = salted_hmac("surveys.link", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def code_of_seed(seed):
    """The code in a letter, 60 bits that somebody can type, such as "7K2M-90QX-B3FD"."""
    digest = salted_hmac("surveys.code", seed, algorithm="sha256").digest()
    letters = "".join(LETTERS[byte % 32] for byte in digest[:12])
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def hash_of(token):
    """SHA-256, without salt or stretching: nobody guesses 256 random bits, and we must find the row by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_code(code):
    """A hash with the server's secret: 60 bits could be tried out by who holds a copy of the database."""
    return salted_hmac("surveys.code-hash", code, algorithm="sha256").hexdigest()


def receipts_of(invitation_id):
    """The codes of the receipt of an invitation: one for each secret that we know, today's first."""
    secrets_known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("surveys.receipt", str(invitation_id), secret=secret, algorithm="sha256").hexdigest()
        for secret in secrets_known
    ]


def is_code(token):
    return CODE.fullmatch(token.upper()) is not None


def without_tokens(record):
    """A filter for loggers: a line in a log never holds a token, so reading a log opens no questionnaire."""
    if isinstance(record.args, tuple):
        record.args = tuple(IN_A_PATH.sub("/b/…", each) if isinstance(each, str) else each for each in record.args)
    return True
