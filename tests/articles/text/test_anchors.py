import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import anchors
from articles.text.anchors import Found, Match, context, find
from articles.text.terms import fold

TEXT = (
    "Ecological activists from Azerbaijan\u00a0continued to stage protests.\r\n"
    "They guard the country’s resources – all of them.\n\n"
    "The Lachin-Khankendi road is used freely by the Russian peacekeepers.\n\n"
    "None"
)


def near(text, words, **options):
    found = find(text, words, **options)
    assert found.exact == []
    return [text[match.start : match.end] for match in found.near]


def test_the_context_is_what_stands_on_either_side():
    assert context("before it and after it", 7, 9, size=4) == ("ore ", " and")
    assert context("it", 0, 2) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 3)])
def test_a_span_outside_the_text_has_no_context(start, end):
    with pytest.raises(ValueError, match="no span of a text of 2 characters"):
        context("it", start, end)


@given(st.text(), st.data())
def test_context_and_words_are_a_stretch_of_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    prefix, suffix = context(text, start, end, size=5)
    assert text[:end].endswith(prefix + text[start:end])
    assert text[start:].startswith(text[start:end] + suffix)
    assert max(len(prefix), len(suffix)) <= 5


def test_words_are_found_to_the_letter_wherever_they_stand():
    assert find("on and on", "on").exact == [Match(0, 2, 100.0), Match(7, 9, 100.0)]


def test_occurrences_may_overlap():
    assert [match.start for match in find("aaaa", "aa").exact] == [0, 1, 2]


def test_no_more_places_are_given_than_asked_for():
    assert len(find("a" * 100, "a").exact) == 8
    assert len(find("A" * 100, "a", limit=3).near) == 3


@pytest.mark.parametrize("words", ["", " \n\u00a0"])
def test_no_words_are_found_nowhere(words):
    assert find(TEXT, words) == Found([], [])


def test_a_lone_accent_is_found_only_to_the_letter():
    assert find("cafe\u0301", "\u0301").exact == [Match(4, 5, 100.0)]
    assert find("cafe", "\u0301") == Found([], [])


@pytest.mark.parametrize(
    ("words", "original"),
    [
        ("Azerbaijan continued", "Azerbaijan\u00a0continued"),
        ("protests. they guard", "protests.\r\nThey guard"),
        (" the country's resources - all ", "the country’s resources – all"),
        ("THE COUNTRY’S", "the country’s"),
        ("them. the lachin", "them.\n\nThe Lachin"),
    ],
)
def test_other_characters_for_the_same_words_lead_to_the_original(words, original):
    assert near(TEXT, words) == [original]


def test_a_letter_brings_its_accent_with_it():
    assert near("the cafe\u0301 there", "CAFE") == ["cafe\u0301"]
    assert near("a cafe\u0301", "CAFE") == ["cafe\u0301"]


def test_half_of_a_ligature_leads_to_all_of_it():
    assert near("ﬁ", "F") == near("ﬁ", "I") == ["ﬁ"]


@given(st.text(alphabet="aB’'“\" \u00a0–-\r\née\u0301", min_size=1), st.data())
def test_every_stretch_is_found_again_in_capitals_and_with_other_spaces(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].upper().replace(" ", "\t ")
    found = find(text, words, limit=100)
    if fold(words):
        matches = found.exact or found.near
        assert all(fold(words) in fold(text[m.start : m.end]) for m in matches)
        assert matches


def test_words_that_differ_a_little_are_found_as_whole_words():
    assert near(TEXT, "Lachin-Khankandi road is used freely") == [
        "Lachin-Khankendi road is used freely"
    ]
    assert near(TEXT, "ussian peecekeeper") == ["Russian peacekeepers"]


def test_near_places_come_best_first_and_are_scored():
    text = "The road is open to all.\n\nThe road is opened to you all.\n\nNothing of it"
    found = find(text, "The roads is open to all.")
    assert [match.score for match in found.near] == sorted(
        (match.score for match in found.near), reverse=True
    )
    assert text[found.near[0].start : found.near[0].end] == "The road is open to all."
    assert all(anchors.NEAR <= match.score <= 100 for match in found.near)


def test_words_longer_than_a_paragraph_are_compared_with_all_of_it():
    assert near("The road is open.", "The road is open!!") == ["The road is open."]
    assert near("None", "None of the peacekeepers have left the road") == []


def test_what_is_not_there_is_not_found():
    assert find(TEXT, "The European Court of Human Rights ruled") == Found([], [])


def test_what_would_take_too_long_is_not_compared_nearly(monkeypatch):
    monkeypatch.setattr(anchors, "LONGEST_NEAR", 20)
    assert find(TEXT, "The Lachin-Khankandi road is used") == Found([], [])
    monkeypatch.setattr(anchors, "LONGEST_PARAGRAPH", 10)
    assert find(TEXT, "Lachin-Khankandi") == Found([], [])
