"""One utterance in two wordings."""

from datetime import date

from articles.text.quotes import find_quotes
from factcheck.rules.quoted import Quoted, quoted_differently
from tests.factcheck.rules.test_day_counts import seed_texts

PRINTED = date(2023, 1, 2)
ONE = "We consider any public attacks on our peacekeepers as harm to the process of normalization"
OTHER = (
    "Public attacks of Russian peacekeepers can harm the Azerbaijan-Armenia normalization process"
)


def told(*said, speaker="maria-zakharova", printed=PRINTED):
    """What is told of (source, words)."""
    quotes = [
        Quoted(source, n * 1000, n * 1000 + len(words), words, speaker, printed)
        for n, (source, words) in enumerate(said)
    ]
    return [(row.source, row.other.source) for row in quoted_differently(quotes)]


def test_the_seeds_have_one_utterance_in_two_wordings_and_it_is_zakharovas():
    quotes = [
        Quoted(text.source, row.start, row.end, text.words[row.start : row.end], row.speaker, None)
        for text in seed_texts()
        for row in find_quotes(text.words)
        if row.directness == "direct"
    ]
    [row] = quoted_differently(quotes)
    assert (row.actor, {row.source, row.other.source}) == ("Maria Zakharova", {"000", "001"})
    assert "public attacks" in row.expected
    assert "public attacks" in row.found


def test_two_wordings_of_one_utterance_are_told_once():
    assert told(("a", ONE), ("b", OTHER)) == [("b", "a")]
    assert told(("a", ONE), ("b", OTHER), ("c", OTHER), ("d", ONE)) == [("b", "a")]


def test_the_same_words_shortened_are_no_other_wording():
    assert told(("a", ONE), ("b", ONE), ("c", ONE.replace("public ", ""))) == []


def test_a_second_remark_is_not_held_against_what_stands_there_word_for_word():
    assert told(("a", ONE), ("b", ONE), ("b", OTHER)) == []


def test_two_speakers_or_one_article_are_not_held_against_each_other():
    assert told(("a", ONE), ("a", OTHER)) == []
    quotes = [
        Quoted("a", 0, 9, ONE, "maria-zakharova", PRINTED),
        Quoted("b", 0, 9, OTHER, "dmitriy-peskov", PRINTED),
    ]
    assert list(quoted_differently(quotes)) == []


def test_what_is_printed_months_apart_was_said_anew():
    quotes = [
        Quoted("a", 0, 9, ONE, "maria-zakharova", PRINTED),
        Quoted("b", 0, 9, OTHER, "maria-zakharova", date(2023, 6, 2)),
    ]
    assert list(quoted_differently(quotes)) == []
