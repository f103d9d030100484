"""Whose full text may be read, by whom."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db
# What readers see by the outlet's rule (None: no outlet) and the article's own, and if it is open.
RULES = {
    (None, ""): False,
    (None, "full"): True,
    (None, "passages"): False,
    ("passages", ""): False,
    ("passages", "full"): True,
    ("passages", "passages"): False,
    ("full", ""): True,
    ("full", "full"): True,
    ("full", "passages"): False,
}


@pytest.mark.parametrize(("rules", "is_open"), RULES.items())
def test_an_articles_own_rule_goes_before_its_outlets_and_none_is_open_by_itself(rules, is_open):
    outlets, own = rules
    outlet = outlets and make.outlet("Trend")
    if outlet:
        outlet.readers_see = outlets
        outlet.save()
    article = make.article(outlet=outlet, readers_see=own)
    assert (article in Article.objects.open_to(AnonymousUser())) == is_open
    assert (article in Article.objects.open_to(make.person("editor"))) is True


def test_what_is_imported_is_not_open_by_itself():
    make.article("Outlet: Trend\n\nThe road is open.\n", readers_see="")
    assert not Article.objects.open_to(AnonymousUser()).exists()


def test_every_rule_is_tried():
    assert RULES.keys() == set(product((None, "passages", "full"), ("", "full", "passages")))
