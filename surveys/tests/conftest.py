import pytest
from django.utils import translation


@pytest.fixture
def english():
    """Sentences are compared in English, the language of the code."""
    with translation.override("en"):
        yield
