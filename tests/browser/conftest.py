"""The real browser: Debian's Chromium, no downloads, and no patience for noise.

Every test fails if the console says anything, a script breaks or a request leaves the site, unless
the test has put words of the message into `expected_console`.
"""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The live server sees only what is committed, so these tests cannot hide in a transaction."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.fail(f"No browser: none of {', '.join(NAMES)} is installed.", pytrace=False)
    return browser_type_launch_args | {"executable_path": chromium, "args": [*QUIET]}


@pytest.fixture(scope="session")
def base_url(live_server):
    """Lets a test say page.goto("/claims/")."""
    return live_server.url


@pytest.fixture
def expected_console():
    """Words of console messages that the test provokes, such as "409"; each must really come."""
    return []


@pytest.fixture(autouse=True)
def noise(live_server, expected_console):
    """Collects what should not happen in the browser and fails the test at its end."""
    heard = []
    yield heard
    unexpected = [line for line in heard if not any(words in line for words in expected_console)]
    missing = [words for words in expected_console if not any(words in line for line in heard)]
    assert not unexpected, "The browser was not quiet:\n" + "\n".join(unexpected)
    assert not missing, f"Expected in the console, but not there: {missing}"


@pytest.fixture
def new_context(new_context, live_server, noise):
    """A browser context that reports to `noise`; `page` and `context` come from here too."""
    site = urlsplit(live_server.url).netloc

    def hear_console(message):
        if message.type in {"error", "warning"}:
            noise.append(f"console {message.type}: {message.text}")

    def hear_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != site:
            noise.append(f"request leaves the site: {request.url}")

    def open_context(**options):
        context = new_context(**options)
        context.set_default_timeout(6000)
        context.on("console", hear_console)
        context.on("weberror", lambda error: noise.append(f"script error: {error.error}"))
        context.on("request", hear_request)
        return context

    return open_context


@pytest.fixture
def sign_in(live_server):
    """Sign a user in without the form: sign_in(page, user), or with a context for a page."""

    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        getattr(page, "context", page).add_cookies([cookie])

    return sign_in


@pytest.fixture
def axe():
    """Hold the page as it stands now against axe's rules for accessibility: axe(page)."""

    def axe(page):
        violations = Axe().run(page).response["violations"]
        faults = [
            f"{rule['id']}: {rule['help']}\n    {node['html']}\n    {node['failureSummary']}"
            for rule in violations
            for node in rule["nodes"]
        ]
        assert not faults, f"{page.url} has accessibility faults:\n" + "\n".join(faults)

    return axe
