"""Somebody with a copy of the whole database and the logs tries to say who gave which of thirty answers.

The same attacker succeeds where the promise is another one, and where answers are stored plainly: so it is able.
"""

import json
import logging
import os
import re
import shutil
import sqlite3
import subprocess
from random import Random
from secrets import token_hex

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from portal.tests.visits import visit_as
from surveys import actions, tokens
from surveys.actions import anonymous, retention
from surveys.actions.invitations import ask
from surveys.models import Invitation, Response
from surveys.tests import factories as surveys
from surveys.tests.factories import question

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 30
A_FEW = 12  # where the attacker gets all of them, so no more are needed


@pytest.fixture
def secret():
    """A word that stands in every answer of one test: the file of a database keeps pages of the tests before it."""
    return f"zeldzaam{token_hex(8)}"


def field_a_survey(confidentiality, people=PEOPLE):
    """So many people, a municipality each, who answer one after the other in an order of their own."""
    asked = question("q1", "open", max_length=100)
    survey = surveys.survey(asked, confidentiality=confidentiality, unit_of_analysis="person", min_cell=3)
    invitations = [surveys.invitation(survey, unit=surveys.unit(survey)) for _ in range(people)]
    for invitation in invitations:
        ask(invitation)
    Random("who answers when").shuffle(invitations)
    return survey, invitations


def answer_all(survey, invitations, secret="woord"):
    """Everybody answers through the pages; returns {id of an invitation: what was written}."""
    truth = {}
    for number, invitation in enumerate(invitations):
        truth[invitation.pk] = f"{secret} {number}"
        browser = visit_as()
        browser.get(f"/b/{invitation.token}/")
        page = {"invitation": invitation.pk, "go": "next", "v-q1": truth[invitation.pk]}
        sent = browser.post(f"/b/{survey.pk}/1/", page)
        assert sent.status_code == 302
    return truth


def physical_order(model):
    """The rows as they lie on disk, with what the database itself notes of each: (place, transaction)."""
    place = "ctid::text AS place, xmin::text AS made" if connection.vendor == "postgresql" else "rowid, 0"
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {model._meta.pk.column}, {place} FROM {model._meta.db_table} ORDER BY {order}")
        return list(cursor.fetchall())


def plain(rows):
    return {str(row.pk).replace("-", ""): row.answers["q1"] for row in rows}


def guesses(survey):
    """Each way to join answers to invitations, as {name: {id of an invitation: what was written}}."""
    written = plain(survey.responses.all())
    by_key = {each.invitation_id: each.answers["q1"] for each in survey.responses.all() if each.invitation_id}
    invitations = physical_order(Invitation)
    answers = [row for row in physical_order(Response) if str(row[0]).replace("-", "") in written]
    in_place = [str(row[0]).replace("-", "") for row in answers]
    asked = [row[0] for row in invitations]
    done_by_todo = list(
        apps.get_model("members", "Todo")
        .objects.filter(source__startswith="surveys.invitation:", done_at__isnull=False)
        .order_by("done_at", "pk")
        .values_list("source", flat=True)
    )
    by_time = [int(source.split(":")[1]) for source in done_by_todo]
    by_session = list(sessions_in_order(survey))
    found = {"key": by_key}
    for name, order in {"place": asked, "to do": by_time, "session": by_session}.items():
        found[name] = {pk: written[key] for pk, key in zip(order, in_place, strict=False)}
        found[f"{name}, from the end"] = {
            pk: written[key] for pk, key in zip(order[::-1], in_place[::-1], strict=False)
        }
        found[f"{name}, by id"] = {pk: written[key] for pk, key in zip(order, sorted(written), strict=False)}
    if connection.vendor == "postgresql":
        transactions = {}
        for key, _place, transaction in answers:
            transactions.setdefault(int(transaction), []).append(str(key).replace("-", ""))
        alone = {xid: keys[0] for xid, keys in transactions.items() if len(keys) == 1}
        found["transaction"] = {
            pk: written[alone[min(alone, key=lambda other, xid=xid: abs(other - int(xid)))]]
            for pk, _place, xid in invitations
            if alone
        }
    return found


def sessions_in_order(survey):
    hashes = dict(survey.invitations.values_list("token_hash", "pk"))
    for session in Session.objects.order_by("expire_date"):
        opened = session.get_decoded().get("surveys.opened", {}).get(str(survey.pk))
        if opened in hashes:
            yield hashes[opened]


def right(truth, guess):
    return sum(truth.get(pk) == text for pk, text in guess.items())


def best_guess(survey, truth):
    return max(right(truth, guess) for guess in guesses(survey).values())


AT_MOST = 8  # of all right by chance; one is expected, and more than eight comes once in a million shuffles


def test_by_name_the_attacker_joins_all_of_them():
    survey, invitations = field_a_survey("identified", A_FEW)

    truth = answer_all(survey, invitations)

    assert right(truth, guesses(survey)["key"]) == A_FEW


def test_answers_that_are_stored_as_they_come_are_joined_by_their_order(monkeypatch):
    survey, invitations = field_a_survey("anonymous", A_FEW)
    settle = anonymous.settle
    monkeypatch.setattr(anonymous, "settle", lambda survey: settle(survey, at_least=1))
    monkeypatch.setattr(anonymous, "write_anew", lambda survey, more=(): Response.objects.bulk_create(more))

    truth = answer_all(survey, invitations)

    assert best_guess(survey, truth) == A_FEW


@pytest.mark.servers
def test_answers_in_a_transaction_of_their_own_are_joined_by_its_number(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL notes with each row which transaction made it")
    survey, invitations = field_a_survey("anonymous", A_FEW)
    settle = anonymous.settle
    monkeypatch.setattr(anonymous, "settle", lambda survey: settle(survey, at_least=1))
    monkeypatch.setattr(anonymous, "write_anew", lambda survey, more=(): Response.objects.bulk_create(more))

    truth = answer_all(survey, invitations)

    assert right(truth, guesses(survey)["transaction"]) == A_FEW


def test_anonymous_answers_lead_to_nobody_while_the_survey_runs_and_after(caplog, secret):
    caplog.set_level(logging.DEBUG)
    survey, invitations = field_a_survey("anonymous")
    today = timezone.localdate()
    bystander = surveys.invitation(survey, unit=surveys.unit(survey))
    actions.save_draft(bystander, ["q1"], {"q1": f"{secret} half"}, page=1, today=today)

    truth = answer_all(survey, invitations, secret)
    while_it_runs = best_guess(survey, truth)
    reminded = {each.pk for each in actions.remind(survey, None, today)}
    actions.close_survey(survey, today=today)
    retention.sweep()

    survey.refresh_from_db()
    assert while_it_runs <= AT_MOST
    assert reminded == {bystander.pk}
    assert sorted(plain(survey.responses.all()).values()) == sorted(truth.values())
    assert best_guess(survey, truth) <= AT_MOST
    assert secret not in caplog.text
    assert [line for line in caplog.text.splitlines() if any(each.token in line for each in invitations)] == []


def test_what_waits_or_is_not_sent_yet_cannot_be_read_in_a_copy(tmp_path, secret):
    survey, invitations = field_a_survey("anonymous", A_FEW)
    today = timezone.localdate()
    actions.submit(invitations[0], answers={"q1": f"{secret} sent"}, today=today, language="nl")
    actions.save_draft(invitations[1], ["q1"], {"q1": f"{secret} half"}, page=1, today=today)

    copy = dump(tmp_path)

    assert survey.spooled.count() == 1
    assert Invitation.objects.get(pk=invitations[1].pk).draft == {"q1": f"{secret} half"}
    assert secret not in copy
    assert invitations[0].token not in copy


def test_after_closing_a_copy_holds_each_answer_once_and_no_link(tmp_path, secret):
    survey, invitations = field_a_survey("anonymous", A_FEW)
    today = timezone.localdate()
    for number, invitation in enumerate(invitations[:12]):
        actions.submit(invitation, answers={"q1": f"{secret} {number} einde"}, today=today, language="nl")

    actions.close_survey(survey, today=today)
    retention.sweep()

    copy = dump(tmp_path)
    assert [copy.count(f"{secret} {number} einde") for number in range(12)] == [1] * 12
    assert [each.pk for each in invitations if tokens.hash_of(each.token) in copy] == []


def dump(folder):
    """Everything in the database, as text: pg_dump or the bytes of the file with its journal."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        program = shutil.which("pg_dump")
        if program:
            environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"] or ""}
            place = ["-h", settings["HOST"] or "", "-p", str(settings["PORT"] or 5432), "-U", settings["USER"] or ""]
            done = subprocess.run(
                [program, *place, settings["NAME"]], env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return done.stdout
        tables = [model._meta.db_table for model in apps.get_app_config("surveys").get_models()]
        with connection.cursor() as cursor:
            rows = []
            for table in tables:
                cursor.execute(f"SELECT * FROM {table}")  # as it is stored: models would open what is sealed
                rows.append(cursor.fetchall())
        return json.dumps(rows, cls=DjangoJSONEncoder)
    copy = folder / "copy.sqlite3"
    with sqlite3.connect(settings["NAME"]) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy.read_bytes().decode("latin-1")


def test_the_tables_of_anonymous_answers_have_no_column_that_leads_to_somebody():
    kept = {field.name for field in apps.get_model("surveys", "SpooledResponse")._meta.fields}
    receipt = {field.name for field in apps.get_model("surveys", "Receipt")._meta.fields}
    times = [
        f"{model.__name__}.{field.name}"
        for model in (Response, *(apps.get_model("surveys", name) for name in ("SpooledResponse", "Receipt")))
        for field in model._meta.fields
        if re.search("DateTime|Time", field.get_internal_type())
    ]

    assert kept == {"id", "survey", "content"}
    assert receipt == {"id", "survey", "code"}
    assert times == []


def test_an_answer_of_which_the_portal_stopped_halfway_counts_once():
    survey, invitations = field_a_survey("anonymous", A_FEW)
    today = timezone.localdate()
    first, second = invitations[:2]
    anonymous.receive(first, today=today, language="nl", answers={"q1": "a"})  # and then the power went
    anonymous.receive(second, today=today, language="nl", answers={"q1": "b"})

    again = actions.submit(first, answers={"q1": "a"}, today=today, language="nl")
    actions.close_survey(survey, today=today)

    assert again is None
    assert sorted(plain(survey.responses.all()).values()) == ["a", "b"]
    assert set(survey.invitations.answered()) == {first, second}
    assert survey.receipts.count() == 0
