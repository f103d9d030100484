"""Whether two texts share wording, so that one of them was copied or both go back to a third."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from articles.text import terms

type Shingle = tuple[str, ...]
type Tier = Literal["auto", "review", ""]

SHINGLE = 5  # words
COPIED = 0.4  # containment from which two paragraphs count as copies without anybody being asked
LIKELY = 0.15  # containment, or
LONG_RUN = 8  # words in common without a break, from which a person is asked


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much wording two texts share.

    `containment` is the share of the shorter text's 5-word shingles that the other has too, `run`
    the longest run of words that both have. `tier` is "auto" (copies), "review" (a person has to
    look) or "" (neither). A long run alone is never "auto": it may be names that both must say.
    """

    containment: float
    run: int
    tier: Tier


def compare(a: str, b: str) -> Overlap:
    """Compare two texts by their words alone: case, accents and punctuation do not count.

    Texts of fewer than five words have no shingles, and contain nothing of each other. It takes
    time in proportion to both lengths, whatever the texts repeat.
    """
    words_of_a, words_of_b = terms.words(a), terms.words(b)
    ours, theirs = _shingles(words_of_a), _shingles(words_of_b)
    shorter = min(len(ours), len(theirs))
    containment = len(ours & theirs) / shorter if shorter else 0.0
    run = _longest_run(words_of_a, words_of_b)
    return Overlap(containment, run, tier_of(containment, run))


def first_copies(texts: Sequence[str]) -> list[int]:
    """For each text the place of the first one that it is a copy of; its own where there is none.

    Copies have the same words, or reach the containment of the tier "auto". Each text is held
    against the first of its kind alone, so that a row of small changes does not join two texts that
    share nothing.
    """
    firsts: list[int] = []
    same: dict[Shingle, int] = {}
    holding: defaultdict[Shingle, list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    for place, text in enumerate(texts):
        words = terms.words(text)
        shingles = _shingles(words)
        first = same.setdefault(tuple(words), place)
        if first == place:
            first = _contained(shingles, holding, sizes, place)
        if first == place:
            sizes[place] = len(shingles)
            for shingle in shingles:
                holding[shingle].append(place)
        firsts.append(firsts[first] if first < place else place)
    return firsts


def _contained(
    shingles: set[Shingle],
    holding: defaultdict[Shingle, list[int]],
    sizes: dict[int, int],
    place: int,
) -> int:
    shared = Counter(first for shingle in shingles for first in holding.get(shingle, ()))
    copied = [
        first
        for first, count in shared.items()
        if count / min(len(shingles), sizes[first]) >= COPIED
    ]
    return min(copied, default=place)


def tier_of(containment: float, run: int) -> Tier:
    """Say what it means to share so much wording."""
    if containment >= COPIED:
        return "auto"
    return "review" if containment >= LIKELY or run >= LONG_RUN else ""


def _shingles(words: Sequence[str]) -> set[Shingle]:
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest run of words in both, by a suffix automaton (Blumer 1985)."""
    steps, links, lengths = _automaton(a)
    state = length = longest = 0
    for word in b:
        while state and word not in steps[state]:
            state = links[state]
            length = lengths[state]
        if word in steps[state]:
            state = steps[state][word]
            length += 1
            longest = max(longest, length)
    return longest


def _automaton(words: Sequence[str]) -> tuple[list[dict[str, int]], list[int], list[int]]:
    """All runs of `words` as the paths from state 0: steps, suffix links, longest lengths."""
    steps: list[dict[str, int]] = [{}]
    links, lengths, last = [-1], [0], 0
    for word in words:
        new = len(steps)
        steps.append({})
        lengths.append(lengths[last] + 1)
        links.append(0)
        at, last = last, new
        while at >= 0 and word not in steps[at]:
            steps[at][word] = new
            at = links[at]
        if at < 0:
            continue
        to = steps[at][word]
        if lengths[to] == lengths[at] + 1:
            links[new] = to
            continue
        clone = len(steps)
        steps.append(dict(steps[to]))
        lengths.append(lengths[at] + 1)
        links.append(links[to])
        while at >= 0 and steps[at].get(word) == to:
            steps[at][word] = clone
            at = links[at]
        links[to] = links[new] = clone
    return steps, links, lengths
