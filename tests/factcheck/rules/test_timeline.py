"""Bars along a line of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rules.timeline import HEIGHT, MOST_BINS, bars, days_between, highest, scale

FIRST = date(2022, 12, 14)


def after(days):
    return FIRST + timedelta(days=days)


@pytest.mark.parametrize(
    ("span", "unit"),
    [(0, 1), (59, 1), (60, 7), (419, 7), (420, 30), (40_000, 3650), (250_000, 4167)],
)
def test_a_longer_time_has_wider_bins(span, unit):
    on = scale([FIRST, after(span)])
    assert on.days == unit
    assert on.bins <= MOST_BINS
    assert (on.place(FIRST), on.place(after(span))) == (0, on.bins - 1)


def test_no_days_have_no_scale():
    with pytest.raises(ValueError, match="empty"):
        scale([])


def test_a_day_beyond_the_scale_falls_in_the_nearest_bin():
    on = scale([FIRST, after(10)])
    assert (on.place(after(-5)), on.place(after(90))) == (0, 10)


def test_supports_stand_above_the_line_contradicts_below_and_mentions_on_it():
    points = [(FIRST, "supports"), (FIRST, "supports"), (after(1), "contradicts")]
    points.append((after(1), "mentions"))
    on = scale([day for day, _ in points])
    most = highest(points, on)
    assert most == 2
    against, mention, support = bars(points, on, most)[1:] + bars(points, on, most)[:1]
    assert (support.stance, support.x, support.y, support.height) == ("supports", 0, 0, HEIGHT)
    assert (against.x, against.y, against.height) == (10, HEIGHT, HEIGHT / 2)
    assert mention.stance == "mentions"
    assert mention.y < HEIGHT < mention.y + mention.height
    assert [bar.count for bar in (support, against, mention)] == [2, 1, 1]


def test_the_days_that_are_written_are_the_ends_and_the_middle():
    assert days_between(scale([FIRST, after(28)])) == [FIRST, after(14), after(28)]
    assert days_between(scale([FIRST])) == [FIRST]


stances = st.sampled_from(["supports", "contradicts", "mentions"])
days = st.dates(date(1500, 1, 1), date(2200, 1, 1))


@given(st.lists(st.tuples(days, stances), min_size=1))
def test_every_piece_stands_in_a_bar_within_the_drawing(points):
    on = scale([day for day, _ in points])
    drawn = bars(points, on, highest(points, on))
    assert sum(bar.count for bar in drawn) == len(points)
    assert all(bar.x >= 0 and bar.x + bar.width <= on.width for bar in drawn)
    assert all(bar.y >= 0 and bar.y + bar.height <= 2 * HEIGHT + 0.01 for bar in drawn)
