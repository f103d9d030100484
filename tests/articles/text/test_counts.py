from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.counts import find_counts, first_day
from tests import make

BEGUN = date(2022, 12, 12)


def counts(text):
    return [(text[c.start : c.end], c.number, c.unit, c.sort) for c in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "number", "unit", "sort"),
    [
        ("Now on its 13th day, the rally", 13, "day", "nth"),
        ("protesting for the twenty-second day against", 22, "day", "nth"),
        ("continues for the forth week..", 4, "week", "nth"),
        ("the Third Day of talks", 3, "day", "nth"),
        ("on the thirtieth day", 30, "day", "nth"),
        ("For 32 days in a row, they", 32, "day", "whole"),
        ("in the region for thirteen days / agency", 13, "day", "whole"),
        ("for a week", 1, "week", "whole"),
        ("going on for over fifty days.", 50, "day", "over"),
        ("for over a month.", 1, "month", "over"),
        ("more than two weeks", 2, "week", "over"),
    ],
)
def test_durations_are_read_as_articles_write_them(text, number, unit, sort):
    assert [count[1:] for count in counts(text)] == [(number, unit, sort)]


@pytest.mark.parametrize(
    "text", ["in less than a month", "the day", "a 13th road", "Day 5", "for 0 days", "daylight"]
)
def test_other_words_are_no_duration(text):
    assert counts(text) == []


def test_counts_come_in_the_order_of_the_text():
    assert [n for _, n, _, _ in counts("over two weeks, the 3rd day, for one day")] == [2, 3, 1]


@pytest.mark.parametrize(
    ("text", "said_on", "earliest", "latest"),
    [
        ("the 13th day", date(2022, 12, 24), BEGUN, BEGUN),
        ("the twenty-second day", date(2023, 1, 2), BEGUN, BEGUN),
        ("for thirteen days", date(2022, 12, 24), date(2022, 12, 11), BEGUN),
        ("the forth week", date(2023, 1, 2), date(2022, 12, 6), BEGUN),
        ("over fifty days", date(2023, 2, 1), None, date(2022, 12, 13)),
        ("over a month", date(2023, 1, 11), None, BEGUN),
    ],
)
def test_a_duration_says_when_the_first_day_was(text, said_on, earliest, latest):
    [count] = find_counts(text)
    assert count.first_day(said_on) == (earliest, latest)


def test_intervals_that_meet_in_one_day_give_it():
    assert first_day([(BEGUN, BEGUN), (None, date(2022, 12, 13))]) == BEGUN
    assert first_day([(date(2022, 12, 11), BEGUN), (BEGUN, date(2022, 12, 14))]) == BEGUN


@pytest.mark.parametrize(
    "intervals",
    [
        [],
        [(None, BEGUN)],
        [(date(2022, 12, 11), BEGUN)],
        [(BEGUN, BEGUN), (date(2022, 12, 13), date(2022, 12, 13))],
    ],
)
def test_intervals_that_leave_a_doubt_give_no_day(intervals):
    assert first_day(intervals) is None


@given(st.text(max_size=200))
def test_every_count_stands_where_it_says(text):
    for count in find_counts(text):
        assert 0 <= count.start < count.end <= len(text)
        assert count.number > 0


def test_all_day_counts_of_the_seeds_fit_one_first_day():
    said = {"001": (2023, 1, 2), "002": (2022, 12, 24), "003": (2023, 2, 1), "004": (2023, 1, 11)}
    intervals = [
        count.first_day(date(*day))
        for prefix, day in said.items()
        for path in make.SEEDS.glob(f"{prefix}*.txt")
        for count in find_counts(path.read_text(encoding="utf-8"))
    ]
    assert len(intervals) == 6
    assert first_day(intervals) == BEGUN
