"""What a generated revision is judged by, and the sums over many cases of `revisions`."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.text.anchors import Placement, place
from articles.text.segments import Span


@dataclass(frozen=True)
class Truth:
    """Where a passage stands, if it does, and whether something reads the same or nothing does."""

    place: Span | None
    is_twin: bool = False
    is_clear: bool = False


@dataclass(frozen=True)
class Case:
    """A passage of `old`, the text `new` that became of it, by which `edits`, and the truth."""

    name: str
    old: str
    start: int
    end: int
    new: str
    truth: Truth
    edits: tuple[str, ...]

    def judge(self, placement: Placement) -> str:
        """Say how good an answer is: right, wrong (exact where it is not), asked, or cautious."""
        if placement.state == "exact":
            given = (placement.start, placement.end)
            return "right" if given == self.truth.place and not self.truth.is_twin else "wrong"
        return "asked" if self.truth.is_clear else "cautious"


@dataclass
class Tally:
    """The sums over all cases, and the cases that went wrong or were asked without need."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[Case] = field(default_factory=list)
    asked: list[Case] = field(default_factory=list)

    def add(self, case: Case) -> None:
        began = time.perf_counter()
        placement = place(case.old, case.start, case.end, case.new)
        self.seconds.append(time.perf_counter() - began)
        verdict = case.judge(placement)
        self.counts.update(["judged", verdict, placement.state])
        self.counts["clear"] += case.truth.is_clear
        if verdict in ("wrong", "asked"):
            (self.wrong if verdict == "wrong" else self.asked).append(case)

    @property
    def found(self) -> float:
        """The share of the clear ones that were found without asking."""
        return 1 - self.counts["asked"] / max(1, self.counts["clear"])

    def milliseconds(self, share: float) -> float:
        return 1000 * sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


def judge(cases: Iterable[Case]) -> Tally:
    tally = Tally()
    for case in cases:
        tally.add(case)
    return tally
