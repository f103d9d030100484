"""Which pieces of evidence go back to one place."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rules.origins import MEANING, Piece, Reason, count, origins


def piece(key, article=None, *, text="", house=None, speaker=None, stance="supports", at=()):
    """A piece of evidence in an article of its own that shares nothing with others, unless said."""
    article = key if article is None else article
    return Piece(key, article, text or f"text {article}", house, speaker, stance, frozenset(at))


def grouped(pieces, copies=()):
    return [list(origin.pieces) for origin in origins(pieces, copies)]


def reasons(pieces, copies=()):
    return [{join.reason for join in origin.joins} for origin in origins(pieces, copies)]


def test_what_shares_nothing_stands_for_itself():
    pieces = [piece(1), piece(2), piece(3)]
    assert grouped(pieces) == [[1], [2], [3]]
    assert [origin.number for origin in origins(pieces, [])] == [1, 2, 3]
    assert reasons(pieces) == [set(), set(), set()]


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ({"article": 7}, {"article": 7}, Reason.ARTICLE),
        ({"text": "the same"}, {"text": "the same"}, Reason.TEXT),
        ({"house": 5}, {"house": 5}, Reason.HOUSE),
        ({"speaker": 9}, {"speaker": 9}, Reason.SPEAKER),
        ({"at": [100]}, {"at": [200]}, Reason.COPY),
    ],
)
def test_each_reason_joins_and_is_told(a, b, reason):
    pieces, copies = [piece(1, **a), piece(2, **b)], [(100, 200)]
    [origin] = origins(pieces, copies)
    assert origin.pieces == (1, 2)
    [join] = origin.joins
    assert (join.reason, join.pieces) == (reason, (1, 2))
    about = {"article": 7, "house": 5, "speaker": 9, "copy": (100, 200), "text": None}
    assert join.about == about[reason.value]


def test_one_speaker_who_says_two_things_is_two_origins():
    pieces = [piece(1, speaker=9), piece(2, speaker=9, stance="contradicts")]
    assert grouped(pieces) == [[1], [2]]


def test_articles_that_name_no_outlet_and_no_speaker_are_not_one():
    assert grouped([piece(1, house=None, speaker=None), piece(2)]) == [[1], [2]]


def test_copies_count_only_where_evidence_stands():
    pieces = [piece(1, at=[100]), piece(2, at=[201])]  # the copy is another paragraph of 2
    assert grouped(pieces, [(100, 200)]) == [[1], [2]]


def test_what_shares_an_origin_with_a_third_shares_one_with_each_other():
    pieces = [piece(1, house=5), piece(2, house=5, at=[100]), piece(3, at=[200])]
    assert grouped(pieces, [(100, 200)]) == [[1, 2, 3]]
    assert reasons(pieces, [(100, 200)]) == [{Reason.HOUSE, Reason.COPY}]


def test_origins_are_numbered_as_their_first_pieces_come():
    pieces = [piece(8, house=1), piece(3), piece(5, house=1), piece(1)]
    assert grouped(pieces) == [[8, 5], [3], [1]]


def test_several_passages_of_one_article_are_told_as_that():
    pieces = [piece(1, 7, house=5, speaker=9), piece(2, 7, house=5, speaker=9)]
    assert reasons(pieces) == [{Reason.ARTICLE}]


def test_sides_are_counted_by_the_origins_that_take_them():
    pieces = [piece(1, 7), piece(2, 7, stance="contradicts"), piece(3), piece(4, stance="mentions")]
    counted = count(origins(pieces, []), {p.key: p.stance for p in pieces})
    assert counted == {"supports": 2, "contradicts": 1, "mentions": 1}


def test_every_reason_says_what_it_means():
    assert set(MEANING) == set(Reason)


few = st.integers(1, 4)
some_pieces = st.lists(
    st.builds(
        Piece,
        key=st.integers(1, 10**6),
        article=few,
        text=st.sampled_from(["a", "b", "c", "d", "e"]),
        house=st.none() | few,
        speaker=st.none() | few,
        stance=st.sampled_from(["supports", "contradicts"]),
        paragraphs=st.frozensets(few, max_size=2),
    ),
    max_size=8,
    unique_by=lambda piece: piece.key,
)
some_copies = st.lists(st.tuples(few, few).filter(lambda pair: pair[0] < pair[1]), max_size=2)


def share(a, b, copies):
    """The definition, of two pieces alone."""
    return (
        a.article == b.article
        or a.text == b.text
        or (a.house is not None and a.house == b.house)
        or (a.speaker is not None and (a.speaker, a.stance) == (b.speaker, b.stance))
        or any(
            {p, q} in ({x, y} for x in a.paragraphs for y in b.paragraphs if x != y)
            for p, q in copies
        )
    )


def by_definition(pieces, copies):
    """The closure of the definition, by spreading a colour until nothing changes."""
    colour = {piece.key: piece.key for piece in pieces}
    changed = True
    while changed:
        changed = False
        for a, b in combinations(pieces, 2):
            if colour[a.key] != colour[b.key] and share(a, b, copies):
                colour[a.key] = colour[b.key] = min(colour[a.key], colour[b.key])
                changed = True
    return {frozenset(k for k in colour if colour[k] == c) for c in colour.values()}


@given(some_pieces, some_copies)
def test_origins_are_the_components_of_the_definition(pieces, copies):
    found = origins(pieces, copies)
    assert {frozenset(origin.pieces) for origin in found} == by_definition(pieces, copies)


@given(some_pieces, some_copies)
def test_the_reasons_told_hold_all_articles_of_an_origin_together(pieces, copies):
    article = {piece.key: piece.article for piece in pieces}
    for origin in origins(pieces, copies):
        told = {frozenset(article[key] for key in join.pieces) for join in origin.joins}
        reached = {article[origin.pieces[0]]}
        for _ in told:
            reached.update(*(group for group in told if group & reached))
        assert reached == {article[key] for key in origin.pieces}
