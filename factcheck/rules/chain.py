"""The chain of the ledger: each entry is bound to the one before it by SHA-256.

An entry is hashed as canonical JSON: keys sorted, no white space, UTF-8 (after RFC 8785, for the
strings, whole numbers, booleans and nulls that entries hold).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

START = "0" * 64


def canonical(content: Mapping) -> bytes:
    """`content` as canonical JSON. Floats have no single spelling and raise TypeError."""
    _refuse_floats(content)
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def link(previous_hash: str, content: Mapping) -> str:
    """The hash of an entry that follows the entry with `previous_hash`, in hexadecimal."""
    return hashlib.sha256(previous_hash.encode("ascii") + canonical(content)).hexdigest()


def faults(entries: Iterable[tuple[int, str, str, Mapping]]) -> Iterable[str]:
    """What is wrong with a chain of (number, previous hash, hash, content), in words; in order."""
    expected_number, expected_previous = 1, START
    for number, previous_hash, own_hash, content in entries:
        if number != expected_number:
            yield f"entry {expected_number} is missing before entry {number}"
        if previous_hash != expected_previous:
            yield f"entry {number} does not follow the entry before it"
        if own_hash != link(previous_hash, content):
            yield f"entry {number} was changed after it was written"
        expected_number, expected_previous = number + 1, own_hash


def _refuse_floats(value):
    if isinstance(value, float):
        raise TypeError("the ledger holds no floats; write the number as text")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
