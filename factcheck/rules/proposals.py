"""What names a proposal, so that one that was decided on is not made again."""

from hashlib import sha256

from articles.text import terms


def passage_key(claim_key: str, words: str) -> str:
    """Name a paragraph proposed for a claim: wherever its words stand again, it is the same."""
    return _key("passage", claim_key, " ".join(terms.words(words)))


def twin_key(claim_key: str, other_key: str) -> str:
    """Name a pair of claims, in whichever order."""
    return _key("twin", *sorted([claim_key, other_key]))


def outside_key(suggester: str, kind: str, *told: str) -> str:
    """Name what a suggester from outside proposes, apart from what anybody else does."""
    return _key(f"{kind} of {suggester}", *told)


def spelling_key(actor_slug: str, spelling: str) -> str:
    """Name a spelling that may be an actor's."""
    return _key("spelling", actor_slug, spelling)


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
