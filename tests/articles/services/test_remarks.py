"""What an import remarks on, though nothing is wrong."""

import json

import pytest

from articles.models import Article, Outcome
from articles.services.ingest import ingest, try_ingest

pytestmark = pytest.mark.django_db
WORDS = "The road is open, says one ministry.\n\nThe road is closed, says the other.\n"


def rows(*articles):
    return "\n".join(json.dumps(row) for row in articles).encode()


def remarks(done, word):
    return [warning for warning in done.warnings if word in warning]


def test_invisible_characters_are_counted_and_the_first_is_named():
    text = "One.\n\nTwo.\n\nThree\N{RIGHT-TO-LEFT OVERRIDE} is\N{ZERO WIDTH SPACE} here.\n"
    done = ingest(name="a.txt", data=text.encode())
    assert remarks(done, "invisible") == ["2 invisible characters, first U+202E in paragraph 3."]
    assert done.created[0].text == text


def test_they_are_named_in_titles_bylines_and_outlets_too():
    row = {"text": WORDS, "title": "Ti\u200btle", "byline": "N\u202eame", "outlet": "Tre\u00adnd"}
    done = ingest(name="a.jsonl", data=rows(row))
    assert remarks(done, "invisible") == [
        "1 invisible character in the title, first U+200B.",
        "1 invisible character in the byline, first U+202E.",
        "1 invisible character in the outlet, first U+00AD.",
    ]


def test_many_copies_of_one_text_are_one_remark_each():
    done = ingest(name="a.jsonl", data=rows(*[{"text": WORDS}] * 30))
    assert len(remarks(done, "reprint")) == len(done.created) - 1 == 29


def test_nothing_is_remarked_where_nothing_is_hidden():
    assert remarks(ingest(name="a.txt", data=WORDS.encode()), "invisible") == []


def test_the_same_words_of_another_outlet_go_in_and_are_called_a_reprint():
    first = {"text": WORDS, "title": "Road open", "outlet": "Trend", "published_on": "2023-01-02"}
    ingest(name="a.jsonl", data=rows(first))
    second = rows(first | {"outlet": "Azernews", "published_on": "2023-01-03"})
    said = ["A reprint: the same words as “Road open” (Trend, 2023-01-02, {})."]
    said = [said[0].format(Article.objects.get().source_name)]
    assert remarks(try_ingest(name="b.jsonl", data=second), "reprint") == said
    done = ingest(name="b.jsonl", data=second)
    assert done.outcome == Outcome.CREATED
    assert remarks(done, "reprint") == said
    assert Article.objects.count() == 2
