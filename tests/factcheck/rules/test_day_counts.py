"""Day counts of one event must fit one first day."""

from datetime import date

import pytest

from factcheck.rules.day_counts import counts_in, day_counts, events, first_day, misfits
from factcheck.rules.findings import Text
from tests import make

PRINTED = {
    "000": None,
    "001": date(2023, 1, 2),
    "002": date(2022, 12, 24),
    "003": date(2023, 2, 1),
    "004": date(2023, 1, 11),
}
RALLY = "The peaceful rally of many citizens beside the mountain road is {}."
TENTH = date(2023, 1, 10)


def seed_texts():
    paths = sorted(make.SEEDS.glob("*.txt"))
    return [Text(p.name[:3], p.read_text("utf-8"), PRINTED[p.name[:3]]) for p in paths]


def said(source, day, count, sentence=RALLY):
    return Text(source, sentence.format(count), day)


def told(*texts):
    return [(row.source, row.found, row.expected) for row in day_counts(texts)]


def test_the_counts_of_the_seeds_are_about_one_event_and_fit_its_first_day():
    [event] = events(counts_in(seed_texts()))
    assert {row.text.source for row in event} == {"001", "002", "003", "004"}
    assert first_day(event) == date(2022, 12, 12)
    assert list(day_counts(seed_texts())) == []


def test_from_a_day_later_two_of_the_seeds_do_not_fit():
    [event] = events(counts_in(seed_texts()))
    assert list(misfits(event, date(2022, 12, 12))) == []
    found = list(misfits(event, date(2022, 12, 13)))
    assert [(row.source, row.severity, row.found, row.expected) for row in found] == [
        ("001", "red", "twenty-second day", "day 21"),
        ("001", "red", "forth week", "day 21, in week 3"),
        ("002", "red", "for thirteen days", "day 12"),
        ("002", "red", "13th day", "day 12"),
    ]
    assert "Printed on 24 December 2022. With 13 December 2022 as the first day" in found[3].why


def test_a_count_that_fits_no_day_of_the_others_is_told_with_its_place():
    wrong = said("c", TENTH, "on its 8th day")
    rows = list(
        day_counts([said("a", TENTH, "on its 5th day"), said("b", TENTH, "on its 5th day"), wrong])
    )
    [row] = rows
    assert (row.source, row.found, row.expected) == ("c", "8th day", "day 5")
    assert wrong.words[row.start : row.end] == "8th day"
    assert "by the day counts in a, b" in row.why


@pytest.mark.parametrize("count", ["on its 5th day", "on its 4th day", "on its 3rd day"])
def test_counted_either_way_and_a_day_late_it_fits(count):
    assert told(said("a", TENTH, "on its 5th day"), said("b", TENTH, count)) == []


def test_where_as_many_say_one_thing_as_another_both_are_told_of():
    texts = [said("a", TENTH, "on its 5th day"), said("b", TENTH, "on its 9th day")]
    assert told(*texts) == [("b", "9th day", "day 5"), ("a", "5th day", "day 9")]


def test_two_counts_in_one_article_must_fit_each_other():
    words = RALLY.format("on its 5th day") + " " + RALLY.format("on its 11th day")
    assert {found for _, found, _ in told(Text("a", words, TENTH))} == {"5th day", "11th day"}


@pytest.mark.parametrize(
    ("earlier", "later", "fits"),
    [
        ("going on for 4 weeks", "going on for over a month", True),
        ("going on for 20 days", "going on for over a month", False),
        ("in its second month", "going on for 40 days", True),
        ("in its second month", "going on for 12 days", False),
        ("continuing for 2 months", "going on for 60 days", True),
        ("continuing for 2 months", "going on for 72 days", False),
    ],
)
def test_months_have_twenty_eight_to_thirty_one_days(earlier, later, fits):
    assert (told(said("a", TENTH, earlier), said("b", TENTH, later)) == []) == fits


@pytest.mark.parametrize(
    "other",
    [
        said("b", None, "on its 9th day"),
        said("b", TENTH, "on its 9th day", "Ships are loading grain in the harbour {}."),
        said("b", TENTH, "over", "The rally of citizens beside the mountain road went on 9 days."),
        said(
            "b", TENTH, "for 9 days", "The rally of citizens on the mountain road had been on {}."
        ),
        said("b", TENTH, "for 9 days", "The rally beside the mountain road went on {}."),
        said(
            "b",
            TENTH,
            "on its 300th day",
            "The siege, which citizens of the mountain road call peaceful and others do not,"
            " is, as the ministry of the interior counted, {}.",
        ),
    ],
)
def test_what_is_undated_over_or_about_another_event_bears_no_witness(other):
    assert told(said("a", TENTH, "on its 5th day"), other) == []


@pytest.mark.parametrize(
    "words",
    [
        "For 100 days the town of Orvel is besieged, and for two days a truce has held there.",
        "The prisoner Ivo Kest is on hunger strike for ten days. The prisoner Ivo Kest is in his"
        " third hunger strike, the longest of which lasted for 40 days.",
        "Ivo Kest has been on hunger strike for ten days, the lawyer said. Ivo Kest has been in the"
        " town hospital for two days, the lawyer said.",
    ],
)
def test_one_article_may_count_several_things(words):
    assert told(Text("a", words, TENTH), Text("b", words, TENTH)) == []


def test_nearly_the_same_sentence_is_about_the_same_event_however_far_apart():
    assert len(told(said("a", TENTH, "on its 5th day"), said("b", TENTH, "on its 95th day"))) == 2


def test_a_sentence_between_two_joins_them():
    texts = [
        said("a", TENTH, "Red trucks wait beside mountain roads: their 5th day now.", "{}"),
        said("b", TENTH, "Tall drivers sing peaceful songs: their 5th day now.", "{}"),
        said(
            "c",
            TENTH,
            "Trucks wait, mountain roads, tall drivers sing songs: their 5th day now.",
            "{}",
        ),
    ]
    assert [len(event) for event in events(counts_in(texts[:2]))] == [1, 1]
    assert [len(event) for event in events(counts_in(texts))] == [3]


def test_of_a_text_full_of_counts_only_so_many_are_compared():
    text = Text("a", f"{RALLY.format('on its 5th day')} " * 60, TENTH)
    assert len(counts_in([text])) == 50
