"""The tokens in the links of invitations: 256 random bits, of which the database keeps a hash alone."""

import hashlib
import re
import secrets

IN_A_PATH = re.compile(r"/b/[A-Za-z0-9_-]{20,}")


def new():
    return secrets.token_urlsafe(32)


def hash_of(token):
    """SHA-256, without salt or stretching: nobody guesses 256 random bits, and we must find the row by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def without_tokens(record):
    """A filter for loggers: a line in a log never holds a token, so reading a log opens no questionnaire."""
    if isinstance(record.args, tuple):
        record.args = tuple(IN_A_PATH.sub("/b/…", each) if isinstance(each, str) else each for each in record.args)
    return True
