"""Tokens in links that open a page without a log-in: 256 random bits, of which the database keeps a hash alone."""

import base64
import hashlib
import logging
import re
import secrets

from django.utils.crypto import salted_hmac

WRITE_PATHS = ("django.request", "django.security.csrf", "django.server")  # the loggers that do


def new():
    return secrets.token_urlsafe(32)


def of_seed(seed, *, purpose):
    """The token that only the server's secret makes of a seed: a copy of the database alone opens nothing."""
    digest = salted_hmac(purpose, seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token):
    """SHA-256, without salt or stretching: nobody guesses 256 random bits, and we must find the row by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep_out_of_logs(path):
    """Let no line of a log hold a token that follows `path`, so that reading a log opens nothing."""
    in_a_path = re.compile(rf"{re.escape(path)}[A-Za-z0-9_-]{{20,}}")

    def without_tokens(record):
        if isinstance(record.args, tuple):
            record.args = tuple(
                in_a_path.sub(f"{path}…", each) if isinstance(each, str) else each for each in record.args
            )
        return True

    for name in WRITE_PATHS:
        logging.getLogger(name).addFilter(without_tokens)
