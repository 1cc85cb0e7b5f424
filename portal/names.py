"""Names as people look for them: without accents and in lower case, sorted the same on every database."""

import unicodedata


def as_sorted(name):
    """The name without accents, apostrophes and capitals: "'s-Gravenwezel" sorts under s."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’").casefold()
