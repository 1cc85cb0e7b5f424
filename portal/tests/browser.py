"""Tests in a real browser: `phone` and `desktop` are pages on the live server; `log_in` and `axe` work on a page.

A test that uses them gets the mark `browser` by itself. It fails when a page complains, of a breach of the
Content-Security-Policy too; a test that expects a complaint takes it out of the fixture `complaints`.
"""

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG_A_AND_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
A_FORM_IS_NOT_RIGHT_YET = "status of 422"  # htmx fragments answer so; Chromium calls it an error
AN_ICON = "/favicon.ico"  # asked for by Chromium, on a page that names no icon


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if {"browser", "live_server"} & set(getattr(item, "fixturenames", ())):  # a test may choose its device later
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of requirements-test.txt")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not chromium:
        pytest.skip("needs Chromium: none is installed, and CHROMIUM names none")

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread of the test
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def complaints():
    """What the pages of this test complain of; the test fails when something is left at its end."""
    return []


@pytest.fixture
def phone(browser, live_server, complaints):
    """A page on a phone, used by touch."""
    size = {"width": 390, "height": 844}
    yield from visit(browser, live_server, complaints, viewport=size, has_touch=True, is_mobile=True)


@pytest.fixture
def desktop(browser, live_server, complaints):
    """A page on a large screen."""
    yield from visit(browser, live_server, complaints, viewport={"width": 1440, "height": 900})


def visit(browser, live_server, complaints, **device):
    def on_console(message):
        is_expected = A_FORM_IS_NOT_RIGHT_YET in message.text or message.location["url"].endswith(AN_ICON)
        if message.type == "error" and not is_expected:
            complaints.append(f"{message.location['url'] or message.page.url}: {message.text}")

    def on_error(error):
        complaints.append(f"{error.page.url if error.page else ''}: {error.error}")

    home = {"base_url": live_server.url, "locale": "nl-BE", "timezone_id": "Europe/Brussels"}
    with browser.new_context(**home, **device) as context:
        context.set_default_timeout(30_000)  # a busy machine is slow, a broken page stays broken
        context.on("console", on_console)
        context.on("weberror", on_error)
        yield context.new_page()
    if complaints:
        pytest.fail("\n".join(["The page complained:", *complaints]), pytrace=False)


def log_in(page, live_server, user):
    """Let the page's browser be logged in as this user."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def axe(page):
    """Fail the test unless the page as it stands is free of breaches of WCAG A and AA that a machine can see."""
    __tracebackhide__ = True
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": list(WCAG_A_AND_AA)}).response["violations"]
    lines = [f"{page.url} breaks {len(found)} rules of WCAG:"]
    for rule in found:
        lines.append(f"  {rule['id']}: {rule['help']}")
        lines += [f"    {' '.join(node['target'])}  {node['html'][:200]}" for node in rule["nodes"]]
    if found:
        pytest.fail("\n".join(lines))
