"""The shape of a "factcheck-claims/1" document: what each of its objects may hold.

It is looked at first, so that whoever reads on finds text where text belongs, no longer than the
databases keep. Fields that are not named here are passed over.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

FORMAT = "factcheck-claims/1"
LARGEST_START = 2**31 - 1

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*")
_SLUG = re.compile(r"[-\w]+")

type Check = Callable[[object], str]  # what is wrong with a value, in words; "" where nothing is


def text(longest: int | None = None, *, required: bool = False) -> Check:
    """Text of at most `longest` code points, or nothing at all unless it is required."""

    def check(value: object) -> str:
        if value is None or value == "":
            return "is missing" if required else ""
        if not isinstance(value, str):
            return f"must be text, not {_kind(value)}"
        if _NO_TEXT.search(value):
            return "holds a character that is not text (NUL or half of a surrogate pair)"
        if longest and len(value) > longest:
            return f"has {len(value):,} characters; at most {longest:,} are kept"
        return "is missing" if required and not value.strip() else ""

    return check


def slug(longest: int) -> Check:
    """Text that can be part of an address."""
    plain = text(longest, required=True)

    def check(value: object) -> str:
        fault = plain(value)
        if fault or _SLUG.fullmatch(str(value)):
            return fault
        return f"is “{value}”; it is part of an address: use letters, digits, hyphens, underscores"

    return check


def wikidata_id(value: object) -> str:
    """Nothing, or the id of an item of Wikidata."""
    plain = text(20)(value)
    if plain or not value or _WIKIDATA_ID.fullmatch(str(value)):
        return plain
    return f"is “{value}”; an item of Wikidata is written as Q42"


def names(longest: int) -> Check:
    """A list of texts, none of them empty."""
    name = text(longest, required=True)

    def check(value: object) -> str:
        if value is None:
            return ""
        if not isinstance(value, list):
            return f"must be a list of names, not {_kind(value)}"
        faults = (f"holds a name that {fault}" for fault in map(name, value) if fault)
        return next(faults, "")

    return check


def whole_number(value: object) -> str:
    """A number of characters."""
    if value is None:
        return ""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_START:
        return f"is {value!r}; it must be a whole number, counted from 0"
    return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object: a check for each field, and the shapes of the lists that it holds."""

    noun: str
    fields: Mapping[str, Check]
    lists: Mapping[str, "Shape"] = field(default_factory=dict)
    title: str = ""  # the field that tells a person which object is meant


HOP = Shape("step", {"actor": text(200), "said_on": text(10), "directness": text(15)})
EVIDENCE = Shape(
    "evidence",
    {
        "source": text(500, required=True),
        "exact": text(required=True),
        "start": whole_number,
        "stance": text(11),
        "speaker": text(200),
        "directness": text(15),
        "asserted_on": text(10),
        "note": text(),
    },
    {"via": HOP},
)
RELATION = Shape(
    "relation",
    {
        "kind": text(11),
        "claim": text(100, required=True),
        "difference": text(11),
        "status": text(9),
        "resolution": text(18),
        "note": text(),
    },
)
CLAIM = Shape(
    "claim",
    {
        "key": text(100, required=True),
        "proposition": text(500, required=True),
        "topic": text(100, required=True),
        "question": text(100),
        "state": text(9),
        "holds_from": text(10),
        "holds_to": text(10),
    },
    {"evidence": EVIDENCE, "relations": RELATION},
    title="key",
)
ROLE = Shape(
    "role", {"title": text(200, required=True), "from": text(10), "to": text(10)}, title="title"
)
ACTOR = Shape(
    "actor",
    {
        "name": text(200, required=True),
        "kind": text(12),
        "aliases": names(200),
        "description": text(500),
        "wikidata_id": wikidata_id,
    },
    {"roles": ROLE},
    title="name",
)
SIDE = Shape(
    "side",
    {"label": text(60, required=True), "outlets": names(200), "actors": names(200)},
    title="label",
)
TERM = Shape(
    "term",
    {"words": text(100, required=True), "claim": text(100), "note": text(300)},
    title="words",
)
TOPIC = Shape(
    "topic",
    {"slug": slug(100), "name": text(200, required=True)},
    {"sides": SIDE, "terms": TERM},
    title="slug",
)
QUESTION = Shape(
    "question",
    {
        "key": slug(100),
        "topic": text(100, required=True),
        "text": text(300, required=True),
        "slot": text(8),
    },
    title="key",
)
DOCUMENT = Shape(
    "document", {}, {"actors": ACTOR, "topics": TOPIC, "questions": QUESTION, "claims": CLAIM}
)


def faults(document: object) -> Iterator[tuple[str, str]]:
    """What is wrong with the shape of `document`: (place, message), the place "" for the whole."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        yield "", f"this is not a file of claims: its “format” must be “{FORMAT}”."
        return
    yield from _object("", DOCUMENT, document)


def _object(place: str, shape: Shape, row: object) -> Iterator[tuple[str, str]]:
    if not isinstance(row, Mapping):
        yield place, f"this must be an object, not {_kind(row)}."
        return
    for name, check in shape.fields.items():
        if fault := check(row.get(name)):
            yield place, f"“{name}” {fault}."
    for name, inner in shape.lists.items():
        rows = [] if row.get(name) is None else row[name]
        if not isinstance(rows, list):
            yield place, f"“{name}” must be a list, not {_kind(rows)}."
            continue
        for number, item in enumerate(rows, start=1):
            yield from _object(_place(place, inner, number, item), inner, item)


def _place(outer: str, shape: Shape, number: int, row: object) -> str:
    title = row.get(shape.title) if isinstance(row, Mapping) else None
    here = f"{shape.noun} {number}" + (f" ({title})" if isinstance(title, str) else "")
    return f"{outer}, {here}" if outer else here


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {list: "a list", dict: "an object", int: "a number", float: "a number"}
    return kinds.get(type(value), "text" if isinstance(value, str) else "null")
