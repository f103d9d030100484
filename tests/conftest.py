"""What all tests share: people, and tables that can be emptied after a test that commits."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from articles.protection import protect, unprotect
from tests import make

roles_migration = importlib.import_module("factcheck.migrations.0002_insert_only_and_roles")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Real password hashes cost half a second for each person."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def committed_rows_go(request):
    """Insert-only tables refuse to be emptied, so their triggers step aside while Django does it.

    Emptying takes the roles too, so both are made again for the next test that commits; those that
    roll back run before all that commit (pytest-django sorts them so).
    """
    if not _commits(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    protect(connection, _insert_only())
    roles_migration.make_roles(apps, None)
    yield
    unprotect(connection, [model._meta.db_table for model in _insert_only()])


def _commits(request):
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or (
        "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    )


def _insert_only():
    return [model for model in apps.get_models() if getattr(model, "insert_only", False)]


@pytest.fixture
def editor(db):
    return make.person("editor")


@pytest.fixture
def reviewer(db):
    return make.person("reviewer")


@pytest.fixture
def admin(db):
    return make.person("admin")


@pytest.fixture
def seed_articles(db):
    """The five articles alone."""
    make.seed_articles()


@pytest.fixture
def seeds(db):
    """The five articles with their claims."""
    make.seeds()
