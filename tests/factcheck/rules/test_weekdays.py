"""Weekdays must be those of the dates and counts beside them."""

from datetime import date

import pytest

from factcheck.rules.findings import Text
from factcheck.rules.weekdays import beside_counts, beside_dates
from tests.factcheck.rules.test_day_counts import RALLY, said, seed_texts

PRINTED = date(2022, 12, 24)  # a Saturday


def dates(words, printed_on=PRINTED):
    return [(r.severity, r.expected, r.found) for r in beside_dates([Text("a", words, printed_on)])]


@pytest.mark.parametrize(
    "words",
    [
        "Friday, December 24, 2022",
        "Friday, 24 December 2022",
        "Friday the 24th December 2022",
        "Friday (December 24, 2022",
        "December 24, 2022, a Friday",
        "24 December 2022 (Friday",
    ],
)
def test_another_weekday_than_that_of_the_written_date_is_red(words):
    text = Text("a", f"Nothing happened. They met on {words}) there.", None)
    [row] = beside_dates([text])
    assert (row.severity, row.expected) == ("red", "Saturday, 24 December 2022")
    assert row.found == text.words[row.start : row.end] == words
    assert row.context == f"They met on {words}) there."


def test_without_a_year_the_nearest_is_meant_and_it_is_amber():
    assert dates("on Friday, 24 December") == [
        ("amber", "Saturday, 24 December 2022", "Friday, 24 December")
    ]
    assert dates("on Monday, January 2") == dates("on Friday, 24 December", None) == []


@pytest.mark.parametrize(
    "words",
    [
        "on Saturday, December 24, 2022",
        "on Friday, 31 February 2022",
        "on Friday, 31 February",
        "on Friday. December 24, 2022 came",
        "On Friday they met again",
    ],
)
def test_what_fits_or_is_no_date_is_not_told_of(words):
    assert dates(words) == []


def test_friday_morning_in_the_seeds_is_the_twelfth_day():
    assert list(beside_dates(seed_texts())) == []
    [row] = beside_counts(seed_texts())
    assert (row.source, row.severity) == ("002", "amber")
    assert (row.expected, row.found) == ("day 13", "Friday = 23 December 2022, day 12")
    text = next(text for text in seed_texts() if text.source == "002")
    assert text.words[row.start : row.end] == "Friday"


@pytest.mark.parametrize(
    "words",
    [
        "on its 13th day after more joined on Saturday",
        "on its 13th day, and will end on Friday",
        "on its 13th day, after Friday",
        "on its 13th day after more joined on Friday, December 23",
        "going on for 13 days after more joined on Friday",
    ],
)
def test_what_may_be_another_day_is_not_told_of(words):
    assert list(beside_counts([said("a", PRINTED, words, RALLY)])) == []


def test_of_a_text_full_of_wrong_dates_only_so_many_are_told_of():
    assert len(dates("It was Friday, 24 December 2022.\n\n" * 60)) == 50
