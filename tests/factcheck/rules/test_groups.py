"""What was joined, by whatever way, is one group."""

from itertools import permutations

from factcheck.rules.groups import Groups

CHAIN = [((1, 0), (2, 0)), ((2, 0), (3, 0)), ((3, 0), (4, 0)), ((8, 0), (9, 0))]


def test_the_order_in_which_nodes_are_joined_does_not_matter():
    for pairs in permutations(CHAIN):
        joined = Groups()
        for a, b in pairs:
            joined.join(a, b)
        assert joined.groups() == [[(1, 0), (2, 0), (3, 0), (4, 0)], [(8, 0), (9, 0)]]


def test_a_long_way_to_the_first_is_followed_to_its_end():
    joined = Groups()
    for pair in [((4, 0), (5, 0)), ((3, 0), (4, 0)), ((2, 0), (3, 0)), ((1, 0), (2, 0))]:
        joined.join(*pair)
    joined.join((5, 0), (6, 0))
    assert joined.groups() == [[(n, 0) for n in range(1, 7)]]
