"""What the sides of a question agree on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

SUPPORTS, CONTRADICTS = "supports", "contradicts"
FEWEST_SIDES, FEWEST_ARTICLES = 2, 2

type Told = tuple[int, int, str]  # a claim, an article, a stance that is taken in it


def sides(answers: Iterable[Told]) -> list[set[int]]:
    """Tell the sides of a question: the articles in which an answer is supported, and those in
    which it is contradicted, for each of its answers."""
    return list(_by_stand(answers).values())


def agreed(sides: Sequence[set[int]], others: Iterable[Told]) -> dict[int, set[int]]:
    """Find the claims on which all sides agree, each with the articles of theirs that say so.

    Somebody on each side supports it, at least two articles in all, and no article contradicts it.
    Where there is one side only, nobody is there to agree with it.
    """
    if len(sides) < FEWEST_SIDES:
        return {}
    everybody = set().union(*sides)
    stands = _by_stand(others)
    supporting = {
        claim: articles & everybody
        for (claim, stance), articles in stands.items()
        if stance == SUPPORTS and (claim, CONTRADICTS) not in stands
    }
    return {
        claim: articles
        for claim, articles in supporting.items()
        if len(articles) >= FEWEST_ARTICLES and all(side & articles for side in sides)
    }


def _by_stand(told: Iterable[Told]) -> dict[tuple[int, str], set[int]]:
    """The articles that take each stand on each claim."""
    stands = defaultdict(set)
    for claim, article, stance in told:
        if stance in (SUPPORTS, CONTRADICTS):
            stands[claim, stance].add(article)
    return dict(stands)
