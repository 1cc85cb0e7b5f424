"""How a task reaches a worker: `wake` hands one over; without Redis a folder carries it."""

import logging
import time
import uuid
from pathlib import Path

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError
from kombu.transport import filesystem
from kombu.transport.virtual import BrokerState
from kombu.utils.json import dumps

log = logging.getLogger(__name__)

LEFT_ALONE_FOR = 10.0  # seconds in which nobody waits again for a broker that did not answer
_away_until = 0.0


def wake(task, *arguments):
    """Hand a task to a worker; False when the broker is away, so that who has many to hand over stops trying.

    Nothing is lost then: what a task is about is a row, and the sweep of every minute finds the rows that wait.
    """
    global _away_until
    if time.monotonic() < _away_until:
        return False
    try:
        current_app.send_task(task, args=arguments, retry=False, ignore_result=True)
    except (OperationalError, ChannelError) as error:
        _away_until = time.monotonic() + LEFT_ALONE_FOR
        log.warning("The broker is away, so %s waits: %s", task, error)
        return False
    return True


def is_back():
    """Forget that the broker was away; the next `wake` tries it again."""
    global _away_until
    _away_until = 0.0


class Channel(filesystem.Channel):
    """Messages as files that appear whole or not at all, the oldest first, also when the machine was off between."""

    def _put(self, queue, payload, **kwargs):
        folder = Path(self.data_folder_out)
        name = f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg"
        draft = folder / f"{name}.draft"  # a name that no queue reads
        try:
            draft.write_text(dumps(payload))
            draft.rename(folder / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise ChannelError(f"Cannot add a message to {folder}") from error

    def _get(self, queue):
        while True:
            try:
                return super()._get(queue)
            except ValueError:  # kombu's own would end the worker; the message is gone and its row is found again
                log.warning("A message in %s could not be read and was dropped.", self.data_folder_in)


class Transport(filesystem.Transport):
    """kombu's folder as a broker, for a portal without Redis."""

    Channel = Channel

    def __init__(self, client, **kwargs):
        super().__init__(client, **kwargs)
        self.state = BrokerState()  # kombu's own is of the whole process: it drops messages for a folder that is new
