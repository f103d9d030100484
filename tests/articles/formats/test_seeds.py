"""The five articles are read as they are, and their claims rest on words that stand in them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from articles.formats.choose import read
from articles.text.terms import fold

SEEDS = Path(__file__).parents[3] / "seeds"
SOURCES = {path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}
TEXTS = {name: data.decode() for name, data in SOURCES.items()}
CLAIMS = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
HASHES = ["f051b5dfab3f", "3914a4a73458", "66c990066496", "2e408967f78b", "7bf7ae971d5c"]
EVIDENCE = [piece for claim in CLAIMS["claims"] for piece in claim["evidence"]]


def article(number):
    name = next(name for name in SOURCES if name.startswith(number))
    return read(name, SOURCES[name]).articles[0]


def summary(draft):
    return {
        "published": draft.published and draft.published.isoformat(),
        "basis": draft.published_basis,
        "updated": draft.updated and draft.updated.isoformat(),
        "title": draft.title,
        "byline": draft.byline,
        "outlet": draft.outlet,
        "language": draft.language,
        "url": draft.url,
    }


def of_kind(draft, kind):
    return [draft.text[p.start : p.end] for p in draft.paragraphs if p.kind == kind]


EMPTY = dict.fromkeys(["basis", "title", "byline", "outlet", "language", "url"], "") | {
    "published": None,
    "updated": None,
}
HEADLINE = "Azerbaijani Activists Continue Peaceful Protests on Lachin-Khankendi Road"


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        ("000", {"outlet": "Azernews"}),
        ("001", {"published": "2023-01-02T12:20", "basis": "header"}),
        (
            "002",
            {
                "published": "2022-12-24",
                "basis": "header",
                "updated": "2024-04-20T13:04",
                "title": HEADLINE,
                "byline": "Nargiz Mammadli",
            },
        ),
        ("003", {"published": "2023-02-01", "basis": "header", "outlet": "Trend"}),
        (
            "004",
            {
                "published": "2023-01-11T17:39+04:00",
                "basis": "header",
                "byline": "Fatima Hasanova",
                "outlet": "AzerNews",
            },
        ),
    ],
)
def test_each_header_yields_what_it_says_and_no_more(number, fields):
    assert summary(article(number)) == EMPTY | fields


def test_what_is_missing_is_said():
    assert article("000").warnings == ["No title was found.", "No date was found in the header."]
    assert article("001").warnings == ["No title was found.", "No outlet is named."]
    assert article("002").warnings == ["No outlet is named."]
    assert article("003").warnings == article("004").warnings == ["No title was found."]


def test_paragraphs_that_are_not_prose_are_marked_and_kept():
    drafts = [article(f"00{n}") for n in range(5)]
    assert [len(draft.paragraphs) for draft in drafts] == [15, 13, 17, 7, 11]
    assert [of_kind(draft, "heading") for draft in drafts] == [[], [], [HEADLINE], [], []]
    assert [of_kind(draft, "header") for draft in drafts] == [
        [],
        ["date 2023-01-02 2 Jan. 12:20"],
        ["Last update: April 20, 2024 13:04", "By Nargiz Mammadli December 24, 2022"],
        [],
        ["date 2023-01-11 11 January 2023 17:39 (UTC+04:00)"],
    ]
    assert [of_kind(draft, "boilerplate") for draft in drafts] == [
        [],
        [],
        ["Newsroom logo", "None"],
        [],
        ["Fatima Hasanova Read more", "---", "Follow us on Twitter @AzerNewsAz"],
    ]


def test_the_articles_are_read_to_the_letter():
    for name, data in SOURCES.items():
        reading = read(name, data)
        assert (reading.articles[0].text.encode(), reading.encoding) == (data, "utf-8")


def test_the_articles_are_the_ones_that_were_given():
    assert [sha256(data).hexdigest()[:12] for data in SOURCES.values()] == HASHES


def test_the_claims_are_all_there_and_published():
    assert CLAIMS["format"] == "factcheck-claims/1"
    assert len(CLAIMS["claims"]) == 24
    assert {claim["state"] for claim in CLAIMS["claims"]} == {"published"}
    assert len(EVIDENCE) == 77
    relations = [relation for claim in CLAIMS["claims"] for relation in claim["relations"]]
    assert [relation["kind"] for relation in relations] == ["contradicts"] * 12


def test_every_quoted_passage_stands_once_in_its_source_or_says_where():
    for piece in EVIDENCE:
        exact, text = piece["exact"], TEXTS[piece["source"]]
        if "start" in piece:
            assert text.startswith(exact, piece["start"])
        else:
            assert text.count(exact) == 1, exact


def test_every_name_that_a_claim_uses_is_defined():
    actors = {actor["name"] for actor in CLAIMS["actors"]}
    topics = {topic["slug"] for topic in CLAIMS["topics"]}
    questions = {question["key"] for question in CLAIMS["questions"]}
    keys = {claim["key"] for claim in CLAIMS["claims"]}
    assert len(keys) == len(CLAIMS["claims"])
    assert {piece["speaker"] for piece in EVIDENCE} <= actors | {None}
    for claim in CLAIMS["claims"]:
        assert claim["topic"] in topics
        assert claim["question"] in questions | {None}
        assert {relation["claim"] for relation in claim["relations"]} <= keys - {claim["key"]}


def test_every_alias_occurs_in_an_article_and_means_one_actor():
    for actor in CLAIMS["actors"]:
        for alias in actor["aliases"]:
            assert any(alias in text for text in TEXTS.values()), alias
    names = [
        fold(name) for actor in CLAIMS["actors"] for name in [actor["name"], *actor["aliases"]]
    ]
    assert len(names) == len(set(names))


def test_a_place_never_speaks():
    kinds = {actor["name"]: actor["kind"] for actor in CLAIMS["actors"]}
    assert set(kinds.values()) <= {
        "person",
        "government",
        "organization",
        "military",
        "media",
        "group",
        "anonymous",
        "place",
    }
    assert "place" not in {kinds[piece["speaker"]] for piece in EVIDENCE if piece["speaker"]}
