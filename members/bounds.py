"""Room and time for reading a file of a stranger: what would need more is stopped before it hurts the machine."""

import resource
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

MOST_MEMORY = 500 * 1024 * 1024  # on top of what the process has already
MOST_SECONDS = 60
STATM = Path("/proc/self/statm")


class TooMuch(BaseException):
    """Reading took more time than we give it; not an Exception, so that no reader takes it for a damaged file."""


@contextmanager
def bounded(*, memory=MOST_MEMORY, seconds=MOST_SECONDS):
    """Within it, more than `memory` bytes raises MemoryError and more than `seconds` raises TooMuch.

    Limits hold for a whole process, so threads of a web server go without: their files are small by rule.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with _less_memory(memory), _an_alarm(seconds):
        yield


@contextmanager
def _less_memory(most):
    if not STATM.exists():  # Linux tells how large we are; elsewhere the limits of the reader must do
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    now = int(STATM.read_text().split()[0]) * resource.getpagesize()
    limit = now + most if hard == resource.RLIM_INFINITY else min(now + most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _an_alarm(seconds):
    def ring(*_args):
        raise TooMuch

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
