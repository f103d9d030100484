"""Paragraphs that share wording stand beside each other, and both texts are read in their order."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text import beside
from articles.text.beside import Pair, Row, pairs, rows
from articles.text.reuse import compare
from articles.text.segments import paragraphs
from tests import make

PARAGRAPHS = st.lists(st.lists(st.sampled_from("abc"), max_size=14).map(" ".join), max_size=6)


def texts_of(prefix):
    [path] = make.SEEDS.glob(f"{prefix}*.txt")
    text = path.read_text(encoding="utf-8")
    return [text[start:end] for start, end in paragraphs(text)]


def told(left, right):
    """The pairs of two seeds, counted from 1, as (left, right, tier, word for word)."""
    found = pairs(texts_of(left), texts_of(right))
    return [(pair.left + 1, pair.right + 1, pair.tier, pair.is_same) for pair in found]


def sentence(name, length=12):
    return " ".join(f"{name}{n}" for n in range(length))


def test_the_copies_in_the_seeds_stand_beside_each_other():
    copies = [pair for pair in told("001", "003") if pair[2] == "auto"]
    assert copies == [(6, 5, "auto", True), (7, 6, "auto", True), (8, 7, "auto", False)]
    assert told("000", "004")[:3] == [
        (6, 5, "auto", True),
        (7, 3, "auto", False),
        (8, 4, "auto", False),
    ]


def test_a_pair_that_crosses_others_breaks_the_order_of_neither_text():
    left, right = texts_of("000"), texts_of("004")
    laid = rows((len(left), len(right)), pairs(left, right))
    assert [(row.left[0] + 1, row.right[0] + 1) for row in laid if row.pair] == [
        (7, 3),
        (8, 4),
        (14, 8),
    ]
    assert [at for row in laid for at in row.left] == [*range(len(left))]
    assert [at for row in laid for at in row.right] == [*range(len(right))]


def test_each_paragraph_keeps_its_best_partner():
    whole, part = sentence("a", 20), f"{sentence('a', 9)} {sentence('b', 11)}"
    assert pairs([part, whole], [whole]) == [Pair(1, 0, "auto", True)]
    longer = f"{whole} {sentence('c', 5)}"
    assert pairs([part, longer], [whole]) == [Pair(1, 0, "auto", False)]


def test_repeated_paragraphs_are_paired_in_the_order_in_which_they_stand():
    refrain = sentence("a")
    left, right = [refrain, "Then.", refrain], ["First.", "Second.", refrain, refrain, refrain]
    assert [(pair.left, pair.right) for pair in pairs(left, right)] == [(0, 2), (2, 3)]


def test_short_paragraphs_say_nothing_even_if_they_are_the_same():
    assert pairs(["Read more", "Background of it all", ""], ["Read more", "", "?"]) == []


def test_a_run_of_words_that_stands_everywhere_makes_no_pairs(monkeypatch):
    left = [f"{sentence('a')} {sentence(f'left{n}x', 3)}" for n in range(3)]
    right = [f"{sentence('a')} {sentence(f'right{n}x', 3)}" for n in range(3)]
    assert len(pairs(left, right)) == 3
    monkeypatch.setattr(beside, "COMMON", 5)
    assert pairs(left, right) == []


def test_what_stands_before_between_and_after_the_pairs_is_kept():
    assert rows((0, 0), []) == []
    assert rows((2, 1), []) == [Row([0, 1], [0], None)]
    one, two = Pair(1, 0, "auto", True), Pair(2, 1, "auto", True)
    assert rows((4, 3), [one, two]) == [
        Row([0], [], None),
        Row([1], [0], one),
        Row([2], [1], two),
        Row([3], [2], None),
    ]


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_pair_is_one_that_comparing_finds(left, right):
    found = pairs(left, right)
    for pair in found:
        assert compare(left[pair.left], right[pair.right]).tier == pair.tier
    assert len({pair.left for pair in found}) == len({pair.right for pair in found}) == len(found)
    for i, ours in enumerate(left):
        for j, theirs in enumerate(right):
            if compare(ours, theirs).tier:
                assert any(i == pair.left or j == pair.right for pair in found)


@given(st.permutations(range(7)))
def test_rows_keep_both_orders_and_as_many_pairs_as_can_be(order):
    found = [Pair(i, j, "auto", True) for i, j in enumerate(order)]
    laid = rows((7, 7), found)
    assert [at for row in laid for at in row.left] == [*range(7)]
    assert [at for row in laid for at in row.right] == [*range(7)]
    chains = [0] * 7
    for i, j in enumerate(order):
        chains[i] = 1 + max((chains[k] for k in range(i) if order[k] < j), default=0)
    assert sum(row.pair is not None for row in laid) == max(chains)
