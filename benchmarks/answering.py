"""How many can answer at once: `python -m benchmarks.answering [respondents]`, 200 unless told; prints and counts.

Starts the portal with gunicorn on loopback, with threads, on the database of DATABASE_URL (a SQLite file of its own
without one), lets everybody open their link and send their answers at the same moment, once by name and once
anonymously, and sends every answer twice. It ends with an error when an answer was lost or counts twice, when
somebody saw an error, and after ten minutes whatever happens.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Barrier, Timer

LONGEST = 600  # seconds for the whole; a page that takes longer than PATIENCE counts as lost
PATIENCE = 120
TOO_BUSY, SENT_ALREADY, MOST_ATTEMPTS = 503, 410, 8
TOLD_TO_WAIT: list[int] = []  # one for each page that said so
HERE = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main(respondents):
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/answering.sqlite3")
        os.environ.update(DJANGO_SETTINGS_MODULE="portal.settings", MEDIA_ROOT=folder, PORT=str(port), DEBUG="true")
        os.environ.setdefault("SECRET_KEY", "for-a-benchmark")
        sys.path.insert(0, str(HERE))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "-b", f"127.0.0.1:{port}"]
        command += ["--workers", "2", "--threads", "8", "--timeout", "120", "--log-level", "warning"]
        server = subprocess.Popen(command, cwd=HERE)
        end = Timer(LONGEST, server.kill)  # without a server every page fails at once, and so does the run
        end.daemon = True
        end.start()
        try:
            wait_for(port)
            faults = [fault for promise in ("identified", "anonymous") for fault in run(promise, respondents, port)]
        finally:
            end.cancel()
            server.terminate()
            server.wait(timeout=20)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def free_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def wait_for(port):
    for _ in range(300):
        with socket.socket() as attempt:
            if not attempt.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise TimeoutError("The portal did not start.")


def run(promise, respondents, port):
    """One survey, answered by everybody at once; returns what went wrong, as sentences."""
    from surveys.tests import factories as surveys

    survey = surveys.survey(surveys.question("q1", "number"), confidentiality=promise, unit_of_analysis="person")
    unit = surveys.unit(survey)
    invitations = [surveys.invitation(survey, unit=unit) for _ in range(respondents)]
    start = Barrier(respondents)
    began = time.monotonic()
    with ThreadPoolExecutor(respondents) as pool:
        told = list(pool.map(lambda pair: tell(*pair, start, port), enumerate(invitations)))
    took = time.monotonic() - began
    seconds = [each for each in told if isinstance(each, float)]
    errors = [each for each in told if not isinstance(each, float)]
    if not seconds:
        return [f"{promise}: nobody could send: {errors[0]}"]

    from surveys import actions

    actions.settle(survey, at_least=1)
    kept = sorted(response.answers["q1"] for response in survey.responses.all())
    slow = sorted(seconds)[int(0.95 * len(seconds))]
    print(
        f"{promise:12} {respondents:5} respondents  {took:6.1f} s in all  "
        f"sending: median {median(seconds):5.2f} s, 95 % {slow:5.2f} s  rows {len(kept)}, "
        f"told to wait {len(TOLD_TO_WAIT)} times"
    )
    TOLD_TO_WAIT.clear()
    faults = [f"{promise}: {len(errors)} of {respondents} saw an error, such as {errors[0]}"] if errors else []
    if kept != list(range(respondents)):
        faults.append(f"{promise}: {len(set(kept))} different answers in {len(kept)} rows of {respondents}.")
    return faults


def tell(number, invitation, start, port):
    """How long one sending took, or what went wrong; nobody keeps the others waiting at the start line."""
    try:
        return answer(number, invitation, start, port)
    except Exception as error:
        start.abort()
        return f"{type(error).__name__}: {error}"[:200]


def answer(number, invitation, start, port):
    """Open the link and the page, wait for the others, and send twice; returns how long one sending took."""
    import requests

    browser, home = requests.Session(), f"http://127.0.0.1:{port}"
    browser.headers["Connection"] = "close"  # the server drops connections that wait at the start line
    address = f"{home}/b/{invitation.survey_id}/1/"
    browser.get(f"{home}/b/{invitation.token}/", timeout=PATIENCE)
    page = browser.get(address, timeout=PATIENCE)
    page.raise_for_status()
    given = {"csrfmiddlewaretoken": TOKEN.search(page.text)[1], "invitation": invitation.pk, "go": "next"}
    given["v-q1"] = number
    start.wait(timeout=2 * PATIENCE)
    began = time.monotonic()
    send(browser, address, given)
    send(browser, address, given, again=True)
    return (time.monotonic() - began) / 2


def send(browser, address, given, *, again=False):
    """Send a page, and do as the page of a portal that is too busy says: try again a little later.

    What is sent `again` may be answered by the page that says that it came already.
    """
    for attempt in range(MOST_ATTEMPTS):
        sent = browser.post(address, given, headers={"Referer": address}, timeout=PATIENCE, allow_redirects=False)
        if sent.status_code != TOO_BUSY:
            break
        TOLD_TO_WAIT.append(address)
        time.sleep(1 + attempt)
    if not (again and sent.status_code == SENT_ALREADY):
        sent.raise_for_status()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
