"""The folder that carries messages without Redis: what is in it is whole, in order, and never ends a worker."""

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

from portal import broker, celery

assert celery.app  # it names the transport


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def queue(folder):
    options = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(folder))
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.SimpleQueue("celery")


def test_messages_come_out_in_the_order_in_which_they_went_in(queue):
    for number in range(20):
        queue.put(number)

    assert [queue.get(timeout=1).payload for _ in range(20)] == list(range(20))


def test_a_message_is_not_there_before_it_is_whole(queue, folder):
    (folder / "0.celery.msg.draft").write_text("{")

    with pytest.raises(queue.Empty):
        queue.get_nowait()


def test_a_message_that_cannot_be_read_is_skipped(queue, folder):
    (folder / "0.celery.msg").write_text("")
    queue.put("whole")

    assert queue.get(timeout=1).payload == "whole"


@pytest.fixture
def tried(monkeypatch):
    """How often a broker that is away was asked."""
    calls = []

    def refuse(task, **options):
        calls.append(task)
        raise OperationalError("Connection refused")

    monkeypatch.setattr(broker.current_app, "send_task", refuse)
    yield calls
    broker.is_back()


def test_a_broker_that_is_away_is_left_alone_for_a_while(tried):
    answers = [broker.wake("tasks.one"), broker.wake("tasks.two")]

    assert (answers, tried) == ([False, False], ["tasks.one"])


def test_a_broker_that_is_back_is_asked_again(tried):
    broker.wake("tasks.one")
    broker.is_back()
    broker.wake("tasks.two")

    assert tried == ["tasks.one", "tasks.two"]
