"""Which pieces of evidence on a claim go back to one place, and why.

Articles that print the same words are one witness, not many: counting them as many is the error
that fact-checkers call false independence. Two pieces share an origin when they stand in the same
article, in the same text, or in paragraphs that copy each other; when the same outlet or owner
published them; or when they give the same speaker's words with the same stance. What shares an
origin with a third shares one with each other, so that origins are the connected components.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why pieces of evidence share an origin."""

    ARTICLE = "article"
    TEXT = "text"
    COPY = "copy"
    HOUSE = "house"
    SPEAKER = "speaker"


MEANING = {
    Reason.ARTICLE: "The passages stand in the same article.",
    Reason.TEXT: "The articles have the same text, word for word.",
    Reason.COPY: "The passages stand in paragraphs that copy each other.",
    Reason.HOUSE: "The articles were published by one outlet, or by outlets of one owner.",
    Reason.SPEAKER: "The passages give the words of the same speaker with the same stance.",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence on a claim, as far as its origin goes; all are keys or their like.

    `house` is who owns the outlet in the end, None where none is named; `speaker` is None where
    the article speaks in its own words. `paragraphs` are those in which the passage stands.
    """

    key: int
    article: int
    text: str
    house: int | None
    speaker: int | None
    stance: str
    paragraphs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Join:
    """A reason that holds these pieces together; `about` is the key of what it names.

    `about` is the article, the house, the speaker or the pair of paragraphs, else None.
    """

    reason: Reason
    about: int | tuple[int, int] | None
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Pieces that go back to one place, in the order in which they were given; numbered from 1."""

    number: int
    pieces: tuple[int, ...]
    joins: tuple[Join, ...]


def origins(pieces: Sequence[Piece], copies: Iterable[tuple[int, int]]) -> list[Origin]:
    """The origins of a claim's evidence, the one of the first piece first.

    `copies` are pairs of paragraphs that count as copies of each other. Each origin names every
    reason that joins two of its articles, or its passages where it has a single article.
    """
    article = {piece.key: piece.article for piece in pieces}
    joins = list(_joins(pieces, copies))
    root = _components([piece.key for piece in pieces], joins)
    members, reasons = defaultdict(list), defaultdict(list)
    for piece in pieces:
        members[root[piece.key]].append(piece.key)
    for join in joins:
        if len({article[key] for key in join.pieces}) > 1:
            reasons[root[join.pieces[0]]].append(join)
    for join in joins:
        home = root[join.pieces[0]]
        if join.reason == Reason.ARTICLE and len(join.pieces) == len(members[home]):
            reasons[home].append(join)
    return [
        Origin(number, tuple(keys), tuple(reasons[home]))
        for number, (home, keys) in enumerate(members.items(), start=1)
    ]


def count(found: Iterable[Origin], stances: Mapping[int, str]) -> dict[str, int]:
    """How many of these origins hold a piece of each stance: {stance: number}."""
    counted: dict[str, int] = defaultdict(int)
    for origin in found:
        for stance in {stances[key] for key in origin.pieces}:
            counted[stance] += 1
    return dict(counted)


def _joins(pieces, copies):
    """Every reason for which two or more pieces belong together."""
    groups = defaultdict(list)
    standing = defaultdict(list)
    for piece in pieces:
        groups[Reason.ARTICLE, piece.article].append(piece.key)
        groups[Reason.TEXT, piece.text].append(piece.key)
        if piece.house is not None:
            groups[Reason.HOUSE, piece.house].append(piece.key)
        if piece.speaker is not None:
            groups[Reason.SPEAKER, (piece.speaker, piece.stance)].append(piece.key)
        for paragraph in piece.paragraphs:
            standing[paragraph].append(piece.key)
    for (reason, about), keys in groups.items():
        if len(keys) > 1:
            yield Join(reason, _named(reason, about), tuple(keys))
    for a, b in copies:
        if standing[a] and standing[b]:
            yield Join(Reason.COPY, (a, b), tuple(dict.fromkeys(standing[a] + standing[b])))


def _named(reason, about):
    if reason == Reason.SPEAKER:
        return about[0]
    return None if reason == Reason.TEXT else about


def _components(keys, joins):
    """For each key one that stands for all that are joined with it (union-find, Tarjan 1975)."""
    parent = {key: key for key in keys}

    def root(key):
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for join in joins:
        first = root(join.pieces[0])
        for key in join.pieces[1:]:
            parent[root(key)] = first
    return {key: root(key) for key in keys}
