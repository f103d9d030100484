"""Passages for a claim: ranked as a plain sum over all paragraphs ranks them."""

from collections import Counter
from math import log

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Paragraph
from articles.search import LONGEST_QUERY, MOST_TERMS, Found, passages_for
from articles.text.stems import stems
from tests.columns import stored
from tests.hard_texts import PIECES

pytestmark = pytest.mark.django_db

ARTICLES = {
    "Road to Shusha": "The road is blocked by protesters.\n\nThey want the mines to be watched.",
    "Convoys": "Red Cross convoys pass the blocked road, the only road.\n\nTrucks pass. Trucks!",
    "Mines": "Gold is dug from the mines near the road.\n\nNobody watched.\n\nThe gold is sold.",
    "": "Weather: rain.\n\nThe ministry of Dmitry Peskov said so.\n\nPeskov said no.",
}


@pytest.fixture
def corpus():
    """The articles' primary keys by title."""
    return {title: stored(text, title).pk for title, text in ARTICLES.items()}


def texts(found):
    paragraphs = Paragraph.objects.select_related("revision").in_bulk(f.paragraph for f in found)
    rows = [paragraphs[f.paragraph] for f in found]
    return [row.revision.text[row.start : row.end] for row in rows]


def bm25(wanted, documents):
    """What each document scores for these terms, by the book; 0 where none stands in it."""
    mean = sum(map(len, documents)) / len(documents)
    holding = Counter(term for document in documents for term in set(document))
    rarity = {
        term: log(1 + (len(documents) - holding[term] + 0.5) / (holding[term] + 0.5))
        for term in wanted
    }
    return [
        sum(
            rarity[term] * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(document) / mean))
            for term in wanted
            if (tf := document.count(term))
        )
        for document in documents
    ]


def by_the_book(query):
    """The paragraphs' scores for a query, from ARTICLES alone."""
    wanted = set(stems(query))
    parted = [(title, text.split("\n\n")) for title, text in ARTICLES.items()]
    paragraphs = [(title, body) for title, bodies in parted for body in bodies]
    of_articles = bm25(wanted, [stems(f"{title} {' '.join(bodies)}") for title, bodies in parted])
    of_article = dict(zip(ARTICLES, of_articles, strict=True))
    scores = bm25(wanted, [stems(f"{title} {body}") for title, body in paragraphs])
    return {
        body: score + 0.25 * of_article[title]
        for (title, body), score in zip(paragraphs, scores, strict=True)
        if score
    }


@pytest.mark.parametrize(
    "query",
    [
        "blocked roads",
        "The protesters watch the gold mines",
        "trucks, trucks and trucks of gold on the road to Shusha",
        "Peskov",
        "rain on a convoy",
    ],
)
def test_scores_are_those_of_a_plain_sum_over_all_paragraphs(corpus, query):
    found = passages_for(query, 50)
    expected = by_the_book(query)
    assert dict(zip(texts(found), (f.score for f in found), strict=True)) == pytest.approx(expected)
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)


def test_the_likeliest_comes_first_with_the_words_that_stand_in_it(corpus):
    best, *others = passages_for("Convoys of the Red Cross passed a blocking of roads", 3)
    assert texts([best]) == ["Red Cross convoys pass the blocked road, the only road."]
    assert best.article == corpus["Convoys"]
    assert best.words == ("convoys", "red", "cross", "passed", "blocking", "roads")
    assert best.title_words == ()
    assert len(others) == 2


def test_words_of_the_title_count_and_are_told_apart(corpus):
    found = passages_for("Shusha is watched", 1)
    assert texts(found) == ["They want the mines to be watched."]
    assert (found[0].words, found[0].title_words) == (("watched",), ("shusha",))


def test_any_word_may_match_and_stop_words_do_not(corpus):
    assert len(passages_for("rain gold", 50)) == 3
    assert passages_for("is the of and", 50) == []


def test_what_scores_the_same_keeps_its_order():
    for _ in range(30):
        stored("One road here.\n\nOne road here.", title="Copy")
    found = passages_for("one road copy", 45)
    assert [f.paragraph for f in found] == list(
        Paragraph.objects.order_by("pk").values_list("pk", flat=True)[:45]
    )
    assert len({f.score for f in found}) == 1
    assert passages_for("one road copy", 45) == found


def test_a_group_counts_as_its_best_spelling(corpus):
    names = [["Dmitry Peskov", "Dmitriy Peskov"]]
    plain = passages_for("Dmitry Peskov", 50)
    for name in ("Dmitriy Peskov", "Dmitry Peskov", "Peskov"):
        found = passages_for(name, 50, spellings=names)
        assert [(f.paragraph, f.score) for f in found] == [(f.paragraph, f.score) for f in plain]
    assert [f.words for f in plain] == [("dmitry", "peskov"), ("peskov",)]


def test_another_spelling_finds_what_the_words_do_not(corpus):
    assert passages_for("Lorries", 50) == []
    found = passages_for("Lorries", 50, spellings=[["Lorries", "Trucks"]])
    assert texts(found) == ["Trucks pass. Trucks!"]
    assert found[0].words == ("trucks",)


def test_spellings_without_words_change_nothing(corpus):
    spellings = [[], ["", "the"], ["—"]]
    assert passages_for("gold", 50, spellings=spellings) == passages_for("gold", 50)


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_no_more_are_given_than_asked_for(corpus, limit):
    assert len(passages_for("road mines gold", limit)) == limit


def test_words_that_stand_nowhere_find_nothing(corpus):
    assert passages_for("zeppelin", 50) == []


def test_an_empty_site_finds_nothing():
    assert passages_for("road", 50) == []


@pytest.mark.parametrize("query", ["gold", "The protesters watch gold mines on a blocked road"])
def test_a_search_takes_three_queries_however_many_words(corpus, query):
    with CaptureQueriesContext(connection) as ran:
        passages_for(query, 50, spellings=[["Dmitry Peskov", "Dmitriy Peskov"]])
    assert len(ran) == 3


HOSTILE = [
    "",
    " ",
    "%s %(x)s %% {} {wanted}",
    "'; DROP TABLE articles_posting; --",
    "\"'`",
    "\0 road \0",
    "\ud800 road",
    "👍🏽 👨‍👩‍👧‍👦",
    "road " * 10_000,
    " ".join(f"word{n}" for n in range(10_000)),
    "x" * 1_000_000,
    "".join(PIECES),
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_hostile_words_break_nothing(corpus, query):
    for found in (passages_for(query, 5), passages_for("gold", 5, spellings=[[query, "gold"]])):
        assert all(isinstance(f, Found) for f in found)


def test_of_very_many_words_the_first_are_looked_for(corpus):
    fill = " ".join(f"w{n}" for n in range(MOST_TERMS - 1))
    assert len(fill) < LONGEST_QUERY
    assert len(passages_for(f"{fill} rain", 5)) == 1
    assert passages_for(f"{fill} extra rain", 5) == []
    assert passages_for(f"{'x' * LONGEST_QUERY} rain", 5) == []
