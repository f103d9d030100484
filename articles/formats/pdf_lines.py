"""From the lines of a PDF's pages to paragraphs: a PDF has none, only lines at some height.

A paragraph is taken to end where the gap to the next line is wider than between the lines within
paragraphs, and at a page's end unless its last line is full and ends without a stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_WIDER = 1.25  # times the narrow gaps of the file: this gap parts paragraphs
_WIDEST = 3  # times the size of the letters: a wider gap does so in any case
_SHORT = 0.6  # of the file's longest line: this line was ended on purpose
_HYPHENATED = re.compile(r"\w[-\N{HYPHEN}\N{SOFT HYPHEN}]$")
_LIGATURES = str.maketrans(  # how letters were set, not which
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
)


@dataclass(slots=True)
class Line:
    """The words of a line, the height of its foot on the page, upwards, and its letters' size."""

    words: str = ""
    height: float = 0.0
    size: float = 0.0

    def add(self, words: str, height: float, size: float) -> None:
        """Add words; those before which there was only white space give height and size."""
        if not self.words.strip():
            self.height, self.size = height, size
        self.words += words


def joined(pages: list[list[Line]]) -> str:
    """Join the lines into a text whose paragraphs are parted by blank lines.

    Within a paragraph a line break becomes a space, as it was before the page was set, but stays
    where a line ends in a hyphen or was ended on purpose, for it is short.
    """
    gaps = sorted(gap for lines in pages for gap in _gaps(lines) if gap > 0)
    widest = _WIDER * gaps[len(gaps) // 10] if gaps else 0.0
    longest = max((len(line.words) for lines in pages for line in lines), default=0)
    text = ""
    for lines in filter(None, pages):
        if text:
            text += " " if _goes_on(text, longest) else "\n\n"
        text += "".join(_with_ends(lines, widest, longest))
    return text.translate(_LIGATURES)


def _gaps(lines: list[Line]) -> Iterator[float]:
    return (above.height - below.height for above, below in pairwise(lines))


def _with_ends(lines: list[Line], widest: float, longest: int) -> Iterator[str]:
    for line, gap in zip(lines, _gaps(lines), strict=False):
        words = line.words.strip()
        yield words
        if not 0 <= gap <= min(widest, _WIDEST * line.size):
            yield "\n\n"
        elif _HYPHENATED.search(words) or len(words) < _SHORT * longest:
            yield "\n"
        else:
            yield " "
    yield lines[-1].words.strip()


def _goes_on(text: str, longest: int) -> bool:
    """Say whether a paragraph goes on over a page's end: a full line, and no stop at its end."""
    last = text.rpartition("\n")[2]
    return (text[-1].isalpha() or text[-1] == ",") and len(last) >= _SHORT * longest
