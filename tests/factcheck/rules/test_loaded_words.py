"""Watched words: which are found where, and whether in somebody's mouth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rules.loaded_words import find, stems_of
from tests import make


def told(text, *terms):
    """What is found of these terms: each with the words of the text, those in quotes in “…”."""
    found = find(text, [stems_of(term) for term in terms])
    words = [(terms[f.term], text[f.start : f.end], f.is_quoted) for f in found]
    return [(term, f"“{word}”" if is_quoted else word) for term, word, is_quoted in words]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("blockade", "A BLOCKADE; two blockades. They blockaded it, blockading all.", 4),
        ("blockade", "The block, the blockers and the blockage are other words.", 0),
        ("unblock", "To unblock, unblocks, unblocked, geared toward unblocking ties.", 4),
        ("unblock", "The road is blocked.", 0),
        ("so-called", "The so-called, so called and So‑Called one.", 3),
        ("so-called", "She said so. Called to order, they left.", 0),
        ("so called", "the so-called one", 1),
        ("Lachin corridor", "the Lachin\ncorridor and the Lachin  corridor", 2),
        ("Lachin corridor", "Lachin\n\nCorridor", 0),
        ("Lachin corridor", "Lachin, corridor; Lachin “corridor”; Lachin's corridor", 0),
        ("blocade", "blocádé", 1),
        ("блокада", "Блокада дороги", 1),
        ("the road's end", "This is the road’s end.", 1),
        ("corridor", "corridors_of_power, corridor2", 1),
    ],
)
def test_whole_words_are_found_in_all_their_forms(term, text, found):
    assert len(told(text, term)) == found


def test_the_longer_of_two_terms_counts_alone():
    terms = ("corridor", "Lachin corridor", "corridor of peace", "of peace and war")
    assert told("The Lachin corridor is a corridor.", *terms) == [
        ("Lachin corridor", "Lachin corridor"),
        ("corridor", "corridor"),
    ]
    assert told("a corridor of peace and war", *terms) == [
        ("corridor", "corridor"),
        ("of peace and war", "of peace and war"),
    ]


def test_of_equally_long_ones_the_first_counts():
    assert told("red blue green", "red blue", "blue green") == [("blue green", "blue green")]
    assert told("ab cd ef", "ab cd", "cd ef") == [("ab cd", "ab cd")]


def test_words_between_quotation_marks_are_told_from_the_others():
    text = "The so-called “blockage” and a blockade. 'Our goal is not a blockade,' he said."
    assert told(text, "so-called", "blockage", "blockade") == [
        ("so-called", "so-called"),
        ("blockage", "“blockage”"),
        ("blockade", "blockade"),
        ("blockade", "“blockade”"),
    ]


def test_a_quotation_that_the_next_paragraph_goes_on_with_is_one():
    text = '"There is a blockade here.\n\n"And a blockade there," he said of the blockade.'
    assert [is_quoted for *_, is_quoted in _found(text)] == [True, True, False]


def _found(text):
    return [(f.start, f.end, f.is_quoted) for f in find(text, [stems_of("blockade")])]


def test_places_are_counted_in_code_points():
    text = "😀 e\u0301 blockade"
    [(start, end, _)] = _found(text)
    assert text[start:end] == "blockade"


def test_words_without_a_letter_are_looked_for_by_nothing():
    assert stems_of("“…” —") == ()
    assert find("", [stems_of("blockade")]) == find("A blockade", []) == []


@given(
    st.text(alphabet="ab -’\n“”é", max_size=40), st.lists(st.text("ab ", min_size=1), max_size=3)
)
def test_nothing_found_overlaps_and_all_of_it_is_the_term(text, terms):
    terms = [stems for term in terms if (stems := stems_of(term))]
    found = find(text, terms)
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert all(stems_of(text[f.start : f.end]) == terms[f.term] for f in found)


COUNTS = {
    "000": {"so-called": 1, "“blockage”": 1, "“blockade”": 1},
    "001": {"Lachin corridor": 1, "“Lachin corridor”": 2, "“unblocking”": 1},
    "002": {},
    "003": {},
    "004": {"blockade": 1, "unblock": 1},
}


@pytest.mark.parametrize("article", COUNTS)
def test_the_seeds_use_the_words_that_their_claims_list(article):
    [text] = [p.read_text(encoding="utf-8") for p in make.SEEDS.glob(f"{article}_*.txt")]
    listed = make.seed_claims()["topics"][0]["terms"]
    words = [words for _, words in told(text, *(term["words"] for term in listed))]
    assert {word: words.count(word) for word in words} == COUNTS[article]
