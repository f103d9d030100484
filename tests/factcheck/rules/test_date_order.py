"""Spans that run backwards, and days after a text's own that are told as past."""

from datetime import date

import pytest

from factcheck.rules.date_order import order_of_dates
from factcheck.rules.findings import Text
from tests.factcheck.rules.test_day_counts import seed_texts

PRINTED = date(2022, 12, 24)


def told(words, printed=PRINTED, changed=None):
    rows = order_of_dates([Text("a", words, printed, changed)])
    return [(row.severity, row.found) for row in rows]


def test_the_seeds_keep_the_order():
    assert list(order_of_dates(seed_texts())) == []


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("The trucks went from 14 to 10 November.", "red"),
        ("The trucks went between November 14 and November 10, 2022.", "red"),
        ("The trucks went from 5 March 2022 to 2 February 2022.", "amber"),
        ("Since January 5, 2023, they have been protesting.", "red"),
        ("The talks took place on January 5, 2023.", "amber"),
        ("The talks took place on January 5.", "amber"),
    ],
)
def test_what_runs_backwards_or_is_told_as_past_too_early_is_told(words, severity):
    assert [found for found, _ in told(words)] == [severity]


def test_a_span_without_a_year_may_end_in_the_next_one():
    assert told("The trucks went from 30 December to 2 November.") == []


def test_the_name_of_a_month_is_no_word_of_what_may_be():
    assert told("The talks took place on May 5.", date(2023, 4, 24)) == [("amber", "May 5")]


@pytest.mark.parametrize(
    "words",
    [
        "The law enters into force on January 3, 2023, the ministry said.",
        "It applies from 1 January 2023 and was published last week.",
        "His last show closes on January 4, his gallery said.",
        "The election is on 8 January, it was announced.",
    ],
)
def test_what_is_told_as_a_plan_in_the_present_is_yet_to_come(words):
    assert told(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "The trucks went from 10 to 14 November.",
        "The trucks went from 20 December to 10 January.",
        "The trucks went on December 7 and 3.",
        "The talks took place on December 25, 2022.",  # it may be that day where it is printed
        "The talks will take place on January 5, 2023.",
        "They said that talks were scheduled for January 5, 2023.",
        "The talks took place on March 5.",  # of that year
        "The term ends on January 5, 2023.",
    ],
)
def test_what_may_be_meant_so_is_not(words):
    assert told(words) == []


def test_a_text_without_a_day_of_its_own_is_held_against_none():
    assert told("The talks took place on January 5, 2023.", None) == []


def test_a_text_that_was_changed_may_tell_of_days_up_to_then():
    words = "The talks took place on January 5, 2023."
    assert told(words, changed=date(2023, 1, 6)) == []
    [row] = order_of_dates([Text("a", words, PRINTED, date(2022, 12, 30))])
    assert row.expected == "a day up to 30 December 2022"
    assert "last changed on 30 December 2022, it tells of 5 January 2023 as past" in row.why
