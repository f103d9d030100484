"""How the articles that bear on a claim stand to each other, counted by articles."""

from enum import StrEnum


class Balance(StrEnum):
    """What a claim's evidence says, before it is known how independent the articles are."""

    CONTESTED = "contested"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NONE = "none"


MEANING = {
    Balance.CONTESTED: "At least one article supports the claim and at least one contradicts it.",
    Balance.SUPPORTED: "Articles support the claim and none that was found contradicts it.",
    Balance.CONTRADICTED: "Articles contradict the claim and none that was found supports it.",
    Balance.NONE: "No article that was found supports or contradicts the claim.",
}


def balance(supporting: int, contradicting: int) -> Balance:
    """The balance of so many articles on each side."""
    if supporting and contradicting:
        return Balance.CONTESTED
    if supporting:
        return Balance.SUPPORTED
    return Balance.CONTRADICTED if contradicting else Balance.NONE
