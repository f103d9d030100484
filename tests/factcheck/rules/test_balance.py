import pytest

from factcheck.rules.balance import MEANING, Balance, balance


@pytest.mark.parametrize(
    ("supporting", "contradicting", "expected"),
    [
        (0, 0, Balance.NONE),
        (1, 0, Balance.SUPPORTED),
        (9, 0, Balance.SUPPORTED),
        (0, 1, Balance.CONTRADICTED),
        (1, 1, Balance.CONTESTED),
        (9, 1, Balance.CONTESTED),
    ],
)
def test_one_article_on_each_side_is_enough_to_contest(supporting, contradicting, expected):
    assert balance(supporting, contradicting) == expected


def test_every_balance_says_what_it_means():
    assert set(MEANING) == set(Balance)
