"""What is said about the API, on its page and in docs/api.md, is so."""

import json
import re

import pytest
from django.conf import settings

from factcheck.api.views import KINDS

EXAMPLE = re.compile(r"```\nGET (\S+)\n```\n```json\n(.*?)```", re.DOTALL)
TRIED = re.compile(r'href="(/api/v1/[^"]*)"')


def held(told, answered):
    """Whether an answer holds what is told of it; "…" stands for whatever follows."""
    if isinstance(told, dict):
        return all(key in answered and held(told[key], answered[key]) for key in told)
    if isinstance(told, list):
        return len(told) == len(answered) and all(map(held, told, answered))
    if isinstance(told, str) and told.endswith("…"):
        return answered.startswith(told[:-1])
    return told == answered


def test_the_examples_in_the_docs_are_answered_so(anonymous, seeds):
    examples = EXAMPLE.findall((settings.BASE_DIR / "docs" / "api.md").read_text())
    assert len(examples) == 3
    for place, told in examples:
        answered = anonymous.get(place).json()
        assert held(json.loads(told), answered), answered


def test_an_example_that_is_wrong_is_seen():
    assert held({"a": [{"b": "so …"}]}, {"a": [{"b": "so it is", "c": 1}], "d": 2})
    for wrong in ({"a": 1}, {"a": [{"b": "no"}]}, {"a": []}, {"e": None}):
        assert not held(wrong, {"a": [{"b": "so it is"}]})


@pytest.mark.parametrize("who", ["anonymous", "as_editor"])
def test_the_examples_on_the_page_can_be_tried(one_of_each, request, who):
    client = request.getfixturevalue(who)
    page = client.get("/api/v1/").text.replace("&amp;", "&")
    tried = {place for place in TRIED.findall(page) if place != "/api/v1/"}
    assert len(tried) == 2 * len(KINDS) + 1
    for place in tried:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert answer.json().get("results") != [] or "evidence=contested" in place, place


def test_the_page_of_an_empty_site_offers_lists_alone(anonymous, db):
    page = anonymous.get("/api/v1/").text
    assert len(set(TRIED.findall(page))) == len(KINDS) + 2


def test_the_page_tells_every_parameter_and_field(anonymous, db):
    page = anonymous.get("/api/v1/").text
    for name in ("attribution", "as_of", "cursor", "evidence_state", "asserted_on", "severity"):
        assert f"<code>{name}</code>" in page
    assert "/api/v1/claims/{slug}/" in page
