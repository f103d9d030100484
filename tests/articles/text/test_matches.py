"""The words that were looked for are marked, and the sentence that has most of them is chosen."""

import pytest

from articles.text.matches import likeliest_sentence, spans, weights, written
from articles.text.stems import stems

PARAGRAPH = (
    "The Lachin road was discussed at length. "
    "Convoys of the peacekeepers passed along the Lachin road that day. "
    "Nobody objected."
)


def marked(text, words):
    return [text[start:end] for start, end in spans(text, set(stems(words)))]


def chosen(paragraph, words, among=()):
    start, end = likeliest_sentence(paragraph, weights(stems(words), [paragraph, *among]))
    return paragraph[start:end]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("They blocked the road.", "blocking roads", ["blocked", "road"]),
        ("LACHIN’S road_sign", "Lachin road", ["LACHIN", "road"]),
        ("The café, the cafe\u0301 and the Cafe.", "cafe", ["café", "cafe\u0301", "Cafe"]),
        ("Дорога открыта.", "дорога", ["Дорога"]),
        ("\U0001f6a7 road <b>open</b>", "open", ["open"]),
        ("It is and was.", "it is", []),
        ("", "road", []),
    ],
)
def test_words_are_found_in_whatever_form(text, words, found):
    assert marked(text, words) == found


def test_words_are_named_as_they_are_first_written():
    assert written(["The Lachin road", "LACHIN roads"]) == {
        "the": "The",
        "lachin": "Lachin",
        "road": "road",
        "roads": "roads",
    }


def test_the_sentence_with_most_of_the_words_is_chosen():
    assert chosen(PARAGRAPH, "The peacekeepers' convoys pass the Lachin road").startswith("Convoys")


def test_a_rare_word_outweighs_common_ones():
    words = "Nobody objected to the Lachin road"
    assert chosen(PARAGRAPH, words).startswith("The Lachin")
    common = ["The Lachin road is long."] * 40
    assert chosen(PARAGRAPH, words, among=common) == "Nobody objected."


def test_a_word_that_is_repeated_counts_once():
    paragraph = "Road, road, road, road! The road is open."
    assert chosen(paragraph, "The road is open") == "The road is open."


def test_of_equals_the_first_is_chosen():
    assert chosen(PARAGRAPH, "nothing of it").startswith("The Lachin road was")


@pytest.mark.parametrize("paragraph", ["No stop at the end", "Lachin", "a"])
def test_one_sentence_is_chosen_whole(paragraph):
    assert likeliest_sentence(paragraph, {"lachin": 1.0}) == (0, len(paragraph))
