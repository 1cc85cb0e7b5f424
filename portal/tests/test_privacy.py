import pytest
from django.conf import settings

from portal import privacy


def test_every_field_of_every_app_is_classified():
    assert privacy.faults() == []


def test_a_field_that_was_forgotten_is_named(monkeypatch):
    told = {**privacy.files(), "trail": {"fields": {"line": {"nothing": "kind", "secret": "by", "kept": "gone"}}}}
    monkeypatch.setattr(privacy, "files", lambda: told)

    found = [fault for fault in privacy.faults() if fault.startswith("trail.Line")]

    assert "trail.Line.reason has no class in privacy.toml." in found
    assert "trail.Line.gone is in privacy.toml but not in the model." in found
    assert "trail.Line: secret is no class." in found


def test_every_processing_tells_all_that_the_law_asks_in_both_languages():
    asked = [f"{name}_{code}" for name in ("title", "purpose", "basis", "categories", "recipients", "term")
             for code, _label in settings.LANGUAGES]  # fmt: skip

    missing = [(each.code, name) for each in privacy.register() for name in asked if not each.__dict__.get(name)]

    assert privacy.register()
    assert missing == []


@pytest.mark.django_db
def test_a_visitor_reads_what_we_do_with_data(client):
    response = client.get("/privacy/", headers={"accept-language": "en"})

    assert response.status_code == 200
    assert "Register of members" in response.text
