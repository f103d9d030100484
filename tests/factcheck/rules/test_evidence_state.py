import pytest

from factcheck.rules.evidence_state import MEANING, EvidenceState, evidence_state


@pytest.mark.parametrize(
    ("supporting", "contradicting", "expected"),
    [
        (0, 0, EvidenceState.NONE),
        (1, 0, EvidenceState.SINGLE_ORIGIN),
        (2, 0, EvidenceState.CORROBORATED),
        (9, 0, EvidenceState.CORROBORATED),
        (0, 1, EvidenceState.CONTRADICTED),
        (0, 9, EvidenceState.CONTRADICTED),
        (1, 1, EvidenceState.CONTESTED),
        (9, 1, EvidenceState.CONTESTED),
    ],
)
def test_one_origin_on_each_side_contests_and_two_on_one_corroborate(
    supporting, contradicting, expected
):
    assert evidence_state(supporting, contradicting) == expected


def test_every_state_says_what_it_means():
    assert set(MEANING) == set(EvidenceState)
