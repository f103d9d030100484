"""What became of words as they were copied."""

from datetime import date
from itertools import combinations

import pytest

from articles.text import reuse, segments
from factcheck.rules.drift import copy_drift
from factcheck.rules.mismatches import Part
from tests.factcheck.rules.test_day_counts import seed_texts

WORDS = (
    "The convoy of the Red Cross left Khankendi for Lachin on November 9, and it was not stopped by"
    " anybody on the whole of its way along the mountain road, as its drivers said in the evening."
)


def drift(old, new):
    older, newer = Part("a", 10, old, date(2022, 12, 24)), Part("b", 20, new, date(2022, 12, 25))
    return [(row.severity, row.expected, row.found) for row in copy_drift([(older, newer)])]


def test_in_the_seeds_a_word_was_changed_that_breaks_the_grammar():
    parts = [
        Part(text.source, start, text.words[start:end], text.printed_on)
        for text in seed_texts()
        for start, end in segments.paragraphs(text.words)
    ]
    copies = [
        (a, b)
        for a, b in combinations(parts, 2)
        if a.source != b.source and reuse.compare(a.words, b.words).tier == "auto"
    ]
    rows = {(row.other.source, row.source): row for row in copy_drift(copies)}
    row = rows["001", "003"]
    assert (row.severity, row.expected, row.found) == ("info", "but also", "and")
    text = next(text for text in seed_texts() if text.source == "003").words
    assert row.start
    assert row.end
    assert text[row.start - 11 : row.end + 10] == "conditions and prevented"
    assert {row.severity for row in rows.values()} == {"info"}


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("whole of its way", "whole way", "info"),
        ("November 9", "November 11", "amber"),
        ("and it was not stopped", "and it was stopped", "amber"),
        ("by anybody", "by two of them", "amber"),
    ],
)
def test_what_changed_weighs_more_where_it_is_a_number_a_date_or_a_negation(old, new, severity):
    assert [row[0] for row in drift(WORDS, WORDS.replace(old, new))] == [severity]


def test_a_count_of_days_goes_on_as_it_is_copied():
    old = WORDS.replace("in the evening", "on the 5th day of the rally")
    assert drift(old, old.replace("5th", "6th")) == []


def test_words_that_went_are_told_too():
    assert drift(WORDS, WORDS.replace("mountain ", "")) == [
        ("info", "mountain", "nothing in its place")
    ]


def test_other_marks_are_no_other_words_and_a_text_mostly_rewritten_is_no_near_copy():
    assert drift(WORDS, WORDS.upper().replace(",", " –")) == []
    assert (
        drift(WORDS, WORDS[:95] + " several groups of armed men who would not say whose they are.")
        == []
    )
