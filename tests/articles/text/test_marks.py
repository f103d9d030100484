from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.marks import Segment, flatten

OFFSETS = st.integers(-3, 25)
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS, st.integers()), max_size=12)


def test_overlapping_spans_are_cut_where_either_begins_or_ends():
    assert flatten([(2, 6, "a"), (4, 8, "b")], 0, 10) == [
        Segment(0, 2, ()),
        Segment(2, 4, ("a",)),
        Segment(4, 6, ("a", "b")),
        Segment(6, 8, ("b",)),
        Segment(8, 10, ()),
    ]


def test_keys_stand_in_the_order_in_which_the_spans_were_given():
    assert flatten([(5, 9, "late"), (0, 9, "early")], 5, 9) == [Segment(5, 9, ("late", "early"))]


def test_spans_are_clipped_to_the_window_and_empty_ones_have_no_effect():
    spans = [(-5, 3, "a"), (8, 99, "b"), (5, 5, "none"), (20, 30, "outside"), (6, 4, "reversed")]
    assert flatten(spans, 0, 10) == [
        Segment(0, 3, ("a",)),
        Segment(3, 8, ()),
        Segment(8, 10, ("b",)),
    ]


def test_an_empty_window_has_no_segments_and_a_reversed_one_is_an_error():
    assert flatten([(0, 5, "a")], 3, 3) == []
    with pytest.raises(ValueError, match="before it starts at 3"):
        flatten([], 3, 2)


@given(SPANS, st.integers(0, 10), st.integers(10, 20))
def test_the_segments_cover_the_window_exactly_and_bear_what_covers_them(spans, start, end):
    segments = flatten(spans, start, end)
    covered = [at for segment in segments for at in range(segment.start, segment.end)]
    assert covered == list(range(start, end))
    for segment in segments:
        for at in range(segment.start, segment.end):
            assert segment.keys == tuple(key for a, b, key in spans if a <= at < b)


def test_a_thousand_spans_take_no_time_to_speak_of():
    spans = [(at * 4, at * 4 + 100, at) for at in range(1000)]
    begun = perf_counter()
    assert len(flatten(spans, 0, 4000)) == 1000
    assert perf_counter() - begun < 0.25
