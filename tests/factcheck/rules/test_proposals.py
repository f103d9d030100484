"""A proposal is named by what it says, not by where it stands."""

from factcheck.rules.proposals import passage_key, twin_key


def test_the_same_words_for_the_same_claim_are_the_same_proposal():
    key = passage_key("c1", "“The road is open,” he said.")
    assert key == passage_key("c1", "The  ROAD is open – he said")
    assert key != passage_key("c2", "“The road is open,” he said.")
    assert key != passage_key("c1", "The road is not open, he said.")
    assert len(key) == 64


def test_a_pair_of_claims_has_one_name():
    assert twin_key("c1", "c2") == twin_key("c2", "c1")
    assert len({twin_key("c1", "c2"), twin_key("c1", "c3"), passage_key("c1", "c2")}) == 3
