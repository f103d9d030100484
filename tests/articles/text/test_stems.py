import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.stems import LONGEST, STOP_WORDS, stems, stems_with_words
from articles.text.terms import words


def test_forms_of_a_word_have_one_stem():
    assert stems("Blocked roads; blocking the road") == ["block", "road", "block", "road"]


def test_words_that_only_join_others_are_passed_over():
    assert stems("It is not the road, and wasn’t") == ["road"]


def test_a_stem_comes_with_the_word_that_it_was_made_of():
    assert stems_with_words("Azerbaijan’s demands") == [
        ("azerbaijan", "azerbaijan"),
        ("demand", "demands"),
    ]


def test_words_of_other_scripts_stay_as_they_are():
    assert stems("Дорога открыта 2022") == ["дорога", "открыта", "2022"]


@pytest.mark.parametrize("text", ["", " ", "’“”—…", "the", "\0", "👍🏽"])
def test_what_has_no_words_has_no_stems(text):
    assert stems(text) == []


@given(st.text())
def test_every_word_but_the_stop_words_has_a_stem_that_fits_its_column(text):
    found = stems(text)
    assert len(found) == sum(word not in STOP_WORDS for word in words(text))
    assert all(0 < len(stem) <= LONGEST for stem in found)


def test_a_word_without_end_is_cut():
    assert stems("x" * 100_000) == ["x" * LONGEST]
