"""Choose how to read a file by its name's ending."""

from collections.abc import Callable
from pathlib import PurePath

from articles.formats import plain
from articles.formats.draft import Reading, Unreadable

READERS: dict[str, Callable[[bytes], Reading]] = {".txt": plain.read}
MAX_BYTES = 20_000_000


def read(name: str, data: bytes, max_bytes: int = MAX_BYTES) -> Reading:
    """Read a file's bytes in the way that its name's ending (in capitals or not) asks for.

    Unreadable if the ending is not known, the file is larger than `max_bytes`, or its reader
    refuses it.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        what = f"Files that end in {ending}" if ending else "Files without an ending"
        raise Unreadable(f"{what} cannot be read. These can: {', '.join(READERS)}.")
    if len(data) > max_bytes:
        raise Unreadable(
            f"It has {len(data):,} bytes; the limit for one file is {max_bytes:,}. Split the file, "
            "or have the limit raised."
        )
    return READERS[ending](data)
