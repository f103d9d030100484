"""The shape of a "factcheck-claims/1" document: what each of its objects may hold.

Looked at before anything else, so that whoever reads on finds text where text belongs, of a length
that every database keeps. Fields that are not named here are passed over.
"""

import re
from collections.abc import Iterator, Mapping

# For each field the most code points that it may have; None: as many as it likes.
ACTOR = {"name": 200, "kind": 12, "description": 500}
TOPIC = {"slug": 100, "name": 200}
QUESTION = {"key": 100, "topic": 100, "text": 300, "slot": 8}
CLAIM = {
    "key": 100,
    "proposition": 500,
    "topic": 100,
    "question": 100,
    "state": 9,
    "holds_from": 10,
    "holds_to": 10,
}
EVIDENCE = {
    "source": 500,
    "exact": None,
    "stance": 11,
    "speaker": 200,
    "directness": 15,
    "asserted_on": 10,
    "note": None,
}
HOP = {"actor": 200, "said_on": 10, "directness": 15}
RELATION = {
    "kind": 11,
    "claim": 100,
    "difference": 11,
    "status": 9,
    "resolution": 18,
    "note": None,
}
REQUIRED = {
    "actor": ("name",),
    "topic": ("slug", "name"),
    "question": ("key", "text"),
    "claim": ("key", "proposition"),
    "evidence": ("source", "exact"),
}
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_SLUG = re.compile(r"[-\w]+")

type Fault = tuple[str, str]  # the place, empty for the document; what is wrong there


def faults(document: Mapping) -> Iterator[Fault]:
    """What is wrong with the shape of `document`, in its order."""
    for place, row in _objects(document, "actors", "actor"):
        if isinstance(row, str):
            yield place, row
            continue
        yield from _texts(place, row, ACTOR, REQUIRED["actor"])
        yield from _aliases(place, row.get("aliases"))
    for place, row in _objects(document, "topics", "topic"):
        if isinstance(row, str):
            yield place, row
            continue
        yield from _texts(place, row, TOPIC, REQUIRED["topic"])
        yield from _slug(place, row.get("slug"))
