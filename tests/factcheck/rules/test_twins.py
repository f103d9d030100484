"""Propositions that are nearly the same are paired, the most alike first."""

from factcheck.rules.twins import alike

SAID = {
    3: "the road is open",
    1: "the road is opened",
    7: "open is the road",
    5: "nobody counted the trucks",
}


def test_pairs_stand_once_and_the_most_alike_first():
    pairs = [(a, b) for _, a, b in alike(SAID, most=10)]
    assert pairs == [(3, 7), (1, 3), (1, 7)]


def test_only_so_many_are_given():
    assert [pair[1:] for pair in alike(SAID, most=1)] == [(3, 7)]
    assert alike(SAID, most=0) == alike({}, most=5) == []


def test_of_equals_the_first_claims_come_first():
    same = dict.fromkeys(range(1, 5), "the road is open")
    assert [pair[1:] for pair in alike(same, most=3)] == [(1, 2), (1, 3), (1, 4)]
