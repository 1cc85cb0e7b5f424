"""Tokens in links that open a page without a log-in: 256 random bits, of which the database keeps a hash alone."""

import hashlib
import logging
import re
import secrets

WRITE_PATHS = ("django.request", "django.security.csrf", "django.server")  # the loggers that do


def new():
    return secrets.token_urlsafe(32)


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
