import pytest
from django.conf import settings
from django.utils.functional import Promise

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


def told_to_people(model):
    classes = privacy.classes_of(model)
    return [field for field in privacy.fields_of(model) if classes.get(field.name) in privacy.ABOUT_SOMEBODY]


def has_words(field):
    related = field.related_model and field.related_model._meta.verbose_name
    own = isinstance(field.verbose_name, Promise) or field.name in privacy.FIELD_NAMES
    return own or isinstance(related, Promise)


def test_every_field_that_is_told_to_people_has_words_in_their_language():
    models = privacy.our_models()

    assert [str(field) for model in models for field in told_to_people(model) if not has_words(field)] == []


def test_no_two_fields_of_a_thing_are_told_by_one_name():
    for model in privacy.our_models():
        names = [privacy.name_of(field) for field in told_to_people(model)]

        assert len(set(names)) == len(names), (model, names)
