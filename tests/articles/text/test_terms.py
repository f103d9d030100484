import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.terms import fold, fold_character, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“blockage”", '"blockage"'),
        ("the country’s", "the country's"),
        ("he ´said`", "he 'said'"),
        ("November 16–18 — 1−1", "november 16-18 - 1-1"),
        (" Azerbaijan\u00a0continued\r\n\tto ", "azerbaijan continued to"),
        ("Café, İlham, Straße, ﬁne", "cafe, ilham, strasse, fine"),
        ("ЁЛКИ", "елки"),
        ("Pes\u200bkov", "pes\u200bkov"),
        ("", ""),
    ],
)
def test_what_readers_take_for_the_same_folds_to_the_same(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_folds_character_by_character_but_for_its_spaces(text):
    assert fold(text) == " ".join("".join(map(fold_character, text)).split())


def test_words_are_parted_at_hyphens_apostrophes_and_underscores():
    assert words("Lachin-Khankendi road: the “country’s” 13th_day") == (
        "lachin khankendi road the country s 13th day".split()
    )
