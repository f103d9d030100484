"""What changed between two texts: complete, in order, and as a person would tell it."""

import random
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import diffs
from tests.hard_texts import texts


def told(old, new):
    """The changes as one line: [-removed-]{+added+}."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(
        signs[kind].format(new[slice(*b)] if kind == "added" else old[slice(*a)])
        for kind, a, b in diffs.words(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("same", "same", "same"),
        ("", "", ""),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("The road is open.", "The road is closed.", "The road is [-open-]{+closed+}."),
        ("The road is open.", "The road is now open.", "The road is {+now +}open."),
        ("seven of nine", "fifty of sixty", "[-seven of nine-]{+fifty of sixty+}"),
        (
            "not create conditions and prevented the process",
            "not create conditions but also prevented the process",
            "not create conditions [-and-]{+but also+} prevented the process",
        ),
        ("One.\n\nTwo.\n\nThree.\n", "One.\n\nThree.\n", "One.\n\n[-Two.\n\n-]Three.\n"),
        ("One.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n", "One.\n\n{+Two.\n\n+}Three.\n"),
        ("“Open”, he said", '"Open", he said', '[-“-]{+"+}Open[-”-]{+"+}, he said'),
    ],
)
def test_changes_are_told_as_a_person_would(old, new, changes):
    assert told(old, new) == changes


def holds_together(old, new):
    """The spans follow one another through both texts, and what is the same is the same."""
    changes = diffs.words(old, new)
    assert "".join(old[slice(*a)] for _, a, _ in changes) == old
    assert "".join(new[slice(*b)] for _, _, b in changes) == new
    at = (0, 0)
    for kind, a, b in changes:
        assert (a[0], b[0]) == at
        at = (a[1], b[1])
        assert kind != "same" or old[slice(*a)] == new[slice(*b)]
        assert (a[0] == a[1]) == (kind == "added")
        assert (b[0] == b[1]) == (kind == "removed")
    for (one, *_), (other, *_) in pairwise(changes):
        assert one != other
        assert (one, other) != ("added", "removed")


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts(), st.text("ab \n.", max_size=40)), st.text("ab \n.", max_size=40))
def test_nothing_is_left_out_or_told_twice(old, new):
    holds_together(old, new)
    holds_together(new, old)
    holds_together(old, old[:9] + new + old[12:])


@pytest.mark.parametrize("most", [1, 50])
def test_what_is_too_much_to_compare_holds_together_too(monkeypatch, most):
    monkeypatch.setattr(diffs, "MOST", most)
    dice = random.Random(3)
    for _ in range(200):
        old = [dice.choice("a b c d e f g h\n\n i".split(" ")) for _ in range(40)]
        new = [dice.choice([word, "z", f"{word} y"]) for word in old]
        holds_together(" ".join(old), " ".join(new))


def test_paragraphs_that_stand_once_are_found_again_where_there_is_too_much(monkeypatch):
    monkeypatch.setattr(diffs, "MOST", 100)
    old = [f"Paragraph {n} stands here." for n in range(60)]
    new = ["New.", *old[:30], "Other.", *old[31:]]
    changes = diffs.words("\n\n".join(old), "\n\n".join(new))
    same = sum(a[1] - a[0] for kind, a, _ in changes if kind == "same")
    assert same > len("\n\n".join(old)) - 40


def test_a_megabyte_of_other_words_ends():
    dice = random.Random(5)
    words = [f"w{n}" for n in range(900)]
    old, new = (" ".join(dice.choice(words) for _ in range(250_000)) for _ in range(2))
    assert [kind for kind, *_ in diffs.words(old, new)] == ["removed", "added"]


def test_more_kinds_of_words_than_there_are_characters_are_told_as_replaced(monkeypatch):
    monkeypatch.setattr(diffs, "sys", SimpleNamespace(maxunicode=3))
    old, new = "one two three four five", "one two three four six"
    holds_together(old, new)
    assert told(old, new).startswith("[-")


def test_what_moved_is_no_anchor(monkeypatch):
    monkeypatch.setattr(diffs, "MOST", 1)
    old, new = "one two three four five six seven", "zero seven one two three four five"
    holds_together(old, new)
    assert "one two three four five" in told(old, new)
