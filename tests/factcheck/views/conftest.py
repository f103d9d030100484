"""What the tests of pages share: quick passwords, a client of each kind, a small world."""

import pytest
from django.test import Client

from tests.factcheck.views.people import client_of, signed_in
from tests.factcheck.views.world import make_world


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Real password hashes cost half a second for each person."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anonymous(db):
    return Client()


@pytest.fixture
def as_reader(db):
    return client_of("reader")


@pytest.fixture
def as_editor(editor):
    return signed_in(editor)


@pytest.fixture
def as_reviewer(reviewer):
    return signed_in(reviewer)


@pytest.fixture
def as_admin(admin):
    return signed_in(admin)


@pytest.fixture
def world(db):
    return make_world()
