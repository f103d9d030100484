"""What a desk says of a topic at once: its sides, who has which, and the words it watches."""

from dataclasses import dataclass

from django.db import transaction

from articles.models import Outlet
from factcheck.models import Actor, Claim, Side
from factcheck.services import loaded_terms, topic_rows
from factcheck.services import sides as given_sides
from factcheck.services.topic_rows import ChangedMeanwhile


@dataclass(frozen=True)
class SideTold:
    """A side as it shall be; `pk` names the one that it was, a blank label takes that one off.

    Without a position it stays where it is, a new one comes last.
    """

    label: str
    position: int | None = None
    pk: int | None = None


@dataclass(frozen=True)
class TermTold:
    """A term as it shall be; `pk` names the one that it was, a blank phrase takes that one off."""

    phrase: str
    claim: Claim | None = None
    note: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Given:
    """The side, or none, that an outlet or an actor shall have."""

    who: Outlet | Actor
    side: Side | None


@transaction.atomic
def arrange_topic(*, topic, by, reason="", seen="", sides=(), given=(), terms=()):
    """Change the sides of `topic`, who has which, and its terms; or none of it.

    What is not named stays. CannotEdit says what cannot be; ChangedMeanwhile where it is not the
    version that was `seen`.
    """
    topic = topic_rows.locked_topic(topic)
    if seen and seen != topic.version:
        raise ChangedMeanwhile(topic)
    for side in sorted(sides, key=lambda told: (bool(told.label), told.pk is None)):
        _tell_side(topic, side, by, reason)
    for row in given:
        _give(topic, row, by, reason)
    for term in sorted(terms, key=lambda told: (bool(told.phrase), told.pk is None)):
        _tell_term(topic, term, by, reason)
    return topic


def _give(topic, given, by, reason):
    who = {"outlet" if isinstance(given.who, Outlet) else "actor": given.who}
    if given.side:
        return given_sides.give_side(topic=topic, side=given.side, by=by, reason=reason, **who)
    return given_sides.take_side(topic=topic, by=by, reason=reason, **who)


def _tell_side(topic, told, by, reason):
    who = {"by": by, "reason": reason}
    side = topic.sides.live().filter(pk=told.pk).first() if told.pk else None
    if not told.label:
        return side and given_sides.retire_side(side=side, **who)
    say = {"label": told.label, "position": told.position}
    if side:
        return given_sides.edit_side(side=side, **say, **who)
    return given_sides.add_side(topic=topic, **say, **who)


def _tell_term(topic, told, by, reason):
    who = {"by": by, "reason": reason}
    term = topic.terms.live().filter(pk=told.pk).first() if told.pk else None
    if not told.phrase:
        return term and loaded_terms.retire_term(term=term, **who)
    say = {"phrase": told.phrase, "claim": told.claim, "note": told.note}
    if term:
        return loaded_terms.edit_term(term=term, **say, **who)
    return loaded_terms.add_term(topic=topic, **say, **who)
