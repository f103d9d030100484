"""Characters that cannot be seen, but change what is seen or found."""

import re
from collections.abc import Iterator

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, without the tab and the line ends
    "\xad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, direction
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # fillers and blanks
    "\u180b-\u180f\ufe00-\ufe0f\ufff9-\ufffb"  # variation selectors, annotations
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # of notations; tags
    "]"
)


def find(text: str) -> Iterator[int]:
    """Give the place of each invisible character, in code points. White space is none."""
    return (match.start() for match in _INVISIBLE.finditer(text))


def code(character: str) -> str:
    """Name a character as Unicode does: "U+202E"."""
    return f"U+{ord(character):04X}"
