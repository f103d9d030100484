"""Which side words come from, and whose outlets they reach us through.

A desk gives outlets and actors a side of a topic. It is no verdict: what is said here is how words
reached the reader, not whether they are true.
"""

from collections.abc import Hashable, Mapping, Set

RULE = (
    "“Carried only by the other side” stands where no side that says so has an outlet among those"
    " that carry the claim. Those who say so are the speakers whose words support the claim, or an"
    " outlet that says it in its own words. Those who carry it are the outlets whose articles hold"
    " evidence on it, for, against or neither. Sides are those that the desk gave them in this"
    " topic; an outlet without one has that of its nearest owner. Whoever has no side, and articles"
    " that name no outlet, are left aside; at least one side must be known both of those who say so"
    " and of those who carry it. It tells how the words reached us, not whether they are true."
)


def carried_only_by_others(claimants: Set[Hashable], carriers: Set[Hashable]) -> bool:
    """Whether the sides that claim and the sides that carry are both known and have none in common.

    `RULE` says it in words.
    """
    return bool(claimants) and bool(carriers) and claimants.isdisjoint(carriers)


def become[Key: Hashable](key: Key, merged: Mapping[Key, Key]) -> Key:
    """What something has become that was merged, perhaps more than once."""
    while key in merged:
        key = merged[key]
    return key


def nearest_side[Key: Hashable, Side](
    outlet: Key, given: Mapping[Key, Side], owners: Mapping[Key, Key]
) -> Side | None:
    """The side that an outlet was given, else that of its nearest owner who was given one."""
    met: set[Key] = set()
    while outlet not in given:
        met.add(outlet)
        if outlet not in owners or owners[outlet] in met:
            return None
        outlet = owners[outlet]
    return given[outlet]
