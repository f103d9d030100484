"""Suggestions from outside: how a newsroom adds a model of its own.

A package declares a suggester as an entry point in the group `factcheck.suggesters`; the name of
the entry point labels all that it proposes:

    [project.entry-points."factcheck.suggesters"]
    our-model = "our_package:suggest"

A suggester is a callable that is given a Source and the claims that there are, and gives Quotes and
PassagesFor claims. Nothing of that counts until an editor takes it. Offsets are code points, the
end excluded.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import EntryPoint, entry_points

GROUP = "factcheck.suggesters"


@dataclass(frozen=True)
class Source:
    """An article's newest text, and what is said of it."""

    name: str  # the file or address it came from
    text: str
    title: str
    outlet: str
    language: str  # BCP 47; blank where it is not known
    published_on: date | None


@dataclass(frozen=True)
class KnownClaim:
    """A claim to which passages may be suggested, by its key."""

    key: str
    proposition: str


@dataclass(frozen=True)
class Quote:
    """Words [start, end) that a speaker said; directness is that of evidence."""

    start: int
    end: int
    speaker: str = ""
    directness: str = "direct_quote"


@dataclass(frozen=True)
class PassageFor:
    """Words [start, end) that bear on the claim with that key; stance and why may be left empty."""

    claim: str
    start: int
    end: int
    stance: str = ""
    why: str = ""


Suggester = Callable[[Source, Sequence[KnownClaim]], Iterable[Quote | PassageFor]]


def installed() -> dict[str, EntryPoint]:
    """The suggesters of this environment by their names, not loaded yet."""
    return {found.name: found for found in entry_points(group=GROUP)}
