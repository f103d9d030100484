"""What becomes of two people's changes of the same thing."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Merged(NamedTuple):
    """The values that stand in a form again, and the fields in which both have other words."""

    values: dict[str, Any]
    theirs: list[str]  # what the other one changed, be it changed by oneself too or not
    both: list[str]


def merged(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """Join two changes of `base`, field by field (a three-way merge).

    What only one of them changed is as that one has it. What both changed is as in `mine`, and
    named, so that it can be looked at.
    """
    values = {name: theirs[name] if mine[name] == base[name] else mine[name] for name in mine}
    changed = [name for name in mine if theirs[name] != base[name]]
    both = [name for name in changed if mine[name] not in (base[name], theirs[name])]
    return Merged(values, changed, both)
