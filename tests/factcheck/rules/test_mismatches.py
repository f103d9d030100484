"""Dates and numbers that differ in sentences which are alike otherwise."""

from datetime import date

import pytest

from factcheck.rules.findings import Text
from factcheck.rules.mismatches import mismatches
from tests.factcheck.rules.sharing import sharing
from tests.factcheck.rules.test_day_counts import seed_texts

PRINTED = date(2022, 12, 24)


def told(*texts, printed=PRINTED):
    """What is told of texts "a", "b" …, each of these words."""
    named = [Text(name, words, printed) for name, words in zip("abcdef", texts, strict=False)]
    return [(row.source, row.found, row.expected) for row in mismatches(*sharing(named))]


def test_the_seeds_differ_in_one_date_and_it_is_told_once():
    texts = {text.source: text for text in seed_texts()}
    [row] = mismatches(*sharing(texts.values()))
    assert (row.source, row.severity) == ("002", "amber")
    assert texts["002"].words[row.start : row.end] == row.found == "December 3 and 4"
    assert row.expected == "3 and 7 December 2022"
    assert "000, 001, 003, 004 say “3 and 7 December 2022” and 002 “3 and 4 December" in row.why
    other = texts[row.other.source].words[row.other.start : row.other.end]
    assert other == "December 3 and 7, 2022"


def test_one_day_that_differs_in_the_same_sentence_is_told():
    words = "The convoy of the Red Cross left Khankendi for Lachin on November {}, 2022."
    assert told(words.format(9), words.format(9), words.format(11)) == [
        ("c", "November 11, 2022", "9 November 2022")
    ]


def test_one_number_that_differs_on_the_same_day_is_told():
    words = (
        "On November 9, 2022, a convoy of {} trucks went along the road from Khankendi to Lachin."
    )
    assert told(words.format("four hundred"), words.format("300"), words.format("400")) == [
        ("b", "300", "four hundred")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Two lists of days that have none in common are of two things.
        (
            "The experts met the command of the peacekeepers near Shusha on December 3 and 7.",
            "The experts met the command of the peacekeepers near Shusha on December 14 and 16.",
        ),
        # Counts of days are for another check.
        (
            "On its 13th day the rally of the activists on the mountain road is gaining momentum.",
            "On its 22nd day the rally of the activists on the mountain road is gaining momentum.",
        ),
        # The same day, written in another way.
        (
            "The convoy of the Red Cross left Khankendi for Lachin on November 9, 2022.",
            "The convoy of the Red Cross left Khankendi for Lachin on 9 November 2022.",
        ),
        # Two things that are done again and again.
        (
            "The convoy of the Red Cross left Khankendi for Lachin on March 9, 2022.",
            "The convoy of the Red Cross left Khankendi for Lachin on November 9, 2022.",
        ),
        # Other things are counted.
        (
            "On November 9, 2022, eight trucks went along the road from Khankendi to Lachin.",
            "On November 9, 2022, five buses went along the road from Khankendi to Lachin.",
        ),
        # Numbers of two days.
        (
            "On November 9, 2022, eight trucks went along the road from Khankendi to Lachin.",
            "On November 10, 2022, five trucks went along the road from Khankendi to Lachin.",
        ),
        # Lists of other things than the same talks.
        (
            "The talks with the command took place on December 3 and 7, 2022, in Khankendi, after"
            " the statement of the Russian, Azerbaijani and Armenian leaders.",
            "Rain fell on December 3 and 4, 2022. The statement of the Russian, Azerbaijani and"
            " Armenian leaders is from November.",
        ),
    ],
)
def test_what_may_both_be_so_is_not(one, other):
    assert told(one, other) == []


def test_each_days_report_of_the_same_kind_is_of_its_own_day():
    words = "On {}, {} trucks of the peacekeepers went along the road from Khankendi to Lachin."
    texts = [
        Text("a", words.format("November 9", "eight"), date(2022, 11, 9)),
        Text("b", words.format("November 10", "eight"), date(2022, 11, 10)),
        Text("c", words.format("November 11", "five"), date(2022, 11, 11)),
    ]
    assert list(mismatches(*sharing(texts))) == []


def test_a_number_without_a_day_is_held_against_texts_of_the_same_day_alone():
    words = "More than {} activists stand beside the road from Khankendi to Lachin near Shusha."
    assert len(told(words.format(100), words.format(300))) == 1
    texts = [Text("a", words.format(100), PRINTED), Text("b", words.format(300), date(2023, 1, 2))]
    assert list(mismatches(*sharing(texts))) == []
