"""In which order the answers to one question stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Answer(Protocol):
    """A claim with its independent origins for and against; `folded` is its wording."""

    pk: int
    folded: str
    supporting_origins: int
    contradicting_origins: int


@dataclass(frozen=True, slots=True)
class Place[A: Answer]:
    """An answer at its place, from 1; `is_shared` with those of the same weight. None: no place."""

    answer: A
    number: int | None
    is_shared: bool


def weight(answer: Answer) -> tuple[int, int]:
    """What an answer is ranked by: least contradicted first, then most supported."""
    return answer.contradicting_origins, -answer.supporting_origins


def ranked[A: Answer](answers: Iterable[A]) -> list[Place[A]]:
    """Put answers in order. Those of one weight share a place and stand by their wording.

    Answers for and against which nothing was found come last, without a place: nobody has
    contradicted them, but nobody has looked at them either.
    """
    ordered = sorted(answers, key=lambda a: (not any(weight(a)), weight(a), a.folded, a.pk))
    weights = [weight(answer) for answer in ordered]
    return [
        Place(answer, weights.index(w) + 1 if any(w) else None, any(w) and weights.count(w) > 1)
        for answer, w in zip(ordered, weights, strict=True)
    ]
