"""Settings that are read from the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.formats.limits import Limits
from articles.services import ingest
from factcheck.settings import numbers


def test_limits_are_read_by_their_names(monkeypatch):
    monkeypatch.setenv("LIMITS", "pages=2000, members = 5")
    assert numbers("LIMITS", ["pages", "members"]) == {"pages": 2000, "members": 5}
    monkeypatch.delenv("LIMITS")
    assert numbers("LIMITS", ["pages", "members"]) == {}


@pytest.mark.parametrize("given", ["pages", "pages=many", "leaves=3", "pages=-1", "=3"])
def test_a_limit_that_is_none_is_a_fault_of_the_configuration(monkeypatch, given):
    monkeypatch.setenv("LIMITS", given)
    with pytest.raises(ImproperlyConfigured, match="LIMITS"):
        numbers("LIMITS", ["pages", "members"])


@pytest.mark.django_db
def test_a_limit_of_the_site_holds_and_is_named(settings):
    settings.IMPORT_LIMITS = {"line_characters": 20}
    assert ingest.limits() == Limits(line_characters=20)
    done = ingest.ingest(name="a.txt", data=b"One line of more than twenty characters.\n")
    assert "(line_characters)" in done.message
