"""Copies are told from texts that only speak of the same things."""

import difflib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import terms
from articles.text.reuse import SHINGLE, compare, first_copies
from articles.text.segments import paragraphs
from tests import make

LETTERS = "a b c d e f g h i j k l m n o p q r s t"
FEW_WORDS = st.lists(st.sampled_from("abc"), max_size=30).map(" ".join)


def seed_paragraphs():
    """The paragraphs of the seeds as {"000¶1": words}."""
    return {
        f"{path.name[:3]}¶{number}": text[start:end]
        for path in sorted(make.SEEDS.glob("*.txt"))
        for text in [path.read_text(encoding="utf-8")]
        for number, (start, end) in enumerate(paragraphs(text), start=1)
    }


SEEDS = seed_paragraphs()


@pytest.mark.parametrize(
    ("a", "b", "least"),
    [
        ("001¶6", "003¶5", 1),
        ("001¶7", "003¶6", 1),
        ("001¶8", "003¶7", 0.85),
        ("000¶6", "004¶5", 0.4),
        ("000¶8", "004¶4", 0.4),
        ("000¶7", "004¶3", 0.4),
    ],
)
def test_the_copies_in_the_seeds_are_found(a, b, least):
    overlap = compare(SEEDS[a], SEEDS[b])
    assert overlap.tier == "auto"
    assert overlap.containment >= least


def test_no_other_paragraphs_of_two_seeds_are_copies():
    found = {
        (a, b)
        for a, b in combinations(SEEDS, 2)
        if a[:3] != b[:3] and compare(SEEDS[a], SEEDS[b]).tier == "auto"
    }
    assert len(found) == 6


def test_a_long_run_alone_asks_a_person():
    """Two articles name the same ministries, and disagree about what they did."""
    overlap = compare(SEEDS["000¶14"], SEEDS["002¶11"])
    assert overlap.run == 12
    assert overlap.tier == "review"


def test_a_sentence_lifted_into_a_longer_paragraph_is_contained():
    sentence = "The convoy of nine trucks passed the checkpoint before dawn."
    longer = f"Much was said that day. {sentence} Nobody at the ministry would comment on it."
    assert compare(sentence, longer).containment == 1
    assert compare(sentence, longer).run == 10


def test_case_accents_and_punctuation_do_not_count():
    a = "“The road – wholly open”, she said: convoys pass. Élan!"
    b = "the road wholly open she said convoys pass elan"
    assert compare(a, b).containment == 1
    assert compare(a, b).run == 9


@pytest.mark.parametrize(
    ("shared", "containment", "tier"),
    [
        (4, 0, ""),
        (6, 2 / 16, ""),
        (7, 3 / 16, "review"),
        (10, 6 / 16, "review"),
        (11, 7 / 16, "auto"),
    ],
)
def test_the_tiers_begin_where_they_were_measured(shared, containment, tier):
    words = LETTERS.split()
    other = words[:shared] + [f"other{n}" for n in range(20 - shared)]
    overlap = compare(LETTERS, " ".join(other))
    assert overlap.run == shared
    assert overlap.containment == pytest.approx(containment)
    assert overlap.tier == tier


def test_a_run_of_eight_words_is_reviewed_however_long_the_texts_are():
    run = " ".join(LETTERS.split()[:8])
    a = f"{run} " + " ".join(f"this{n}" for n in range(100))
    b = " ".join(f"that{n}" for n in range(100)) + f" {run}"
    assert compare(a, b).tier == "review"
    assert compare(a.replace("h ", ""), b).tier == ""


@pytest.mark.parametrize(
    ("a", "b"), [("", ""), ("", LETTERS), ("Follow us", "Follow us"), ("!", "?")]
)
def test_too_few_words_say_nothing(a, b):
    assert compare(a, b).containment == 0
    assert compare(a, b).tier == ""


@given(FEW_WORDS, FEW_WORDS)
def test_either_order_gives_the_same_and_the_run_is_the_longest(a, b):
    overlap = compare(a, b)
    assert overlap == compare(b, a)
    assert 0 <= overlap.containment <= 1
    ours, theirs = terms.words(a), terms.words(b)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    assert overlap.run == matcher.find_longest_match().size
    assert (overlap.run >= SHINGLE) == (overlap.containment > 0)


def test_copies_are_gathered_under_the_first():
    tail = " ".join(f"word{n}" for n in range(20))
    texts = ["Yes.", tail, f"Before it. {tail}", "yes", f"{tail} After it, more.", LETTERS]
    assert first_copies(texts) == [0, 1, 1, 0, 1, 5]


def test_small_changes_do_not_join_texts_that_share_nothing():
    words = [f"w{n}" for n in range(60)]
    a, b, c = (" ".join(words[at : at + 20]) for at in (0, 8, 16))
    assert compare(a, b).tier == compare(b, c).tier == "auto"
    assert compare(a, c).containment == 0
    assert first_copies([a, b, c]) == [0, 0, 2]


@given(st.lists(FEW_WORDS, max_size=8))
def test_gathering_agrees_with_comparing(texts):
    firsts = first_copies(texts)
    for place, first in enumerate(firsts):
        is_same = terms.words(texts[first]) == terms.words(texts[place])
        assert is_same or compare(texts[first], texts[place]).tier == "auto"
        assert firsts[first] == first
