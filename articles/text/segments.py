"""Paragraphs and sentences as spans of a text."""

import re
from itertools import pairwise

type Span = tuple[int, int]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")

_STOP = re.compile(
    r"""
    [.!?…։؟।。！？]                                  # a stop,
    (?P<closing> [.!?…։؟।。！？"'”’»」』）)\]]*+ )  # other stops and what closes after it,
    (?: (?= \s+ (?P<next> ["'“‘„«(\[]* \S{1,40} ) ) )?  # the word after white space, if any
    """,
    re.VERBOSE,
)
_WORD_EDGE = re.compile(r"[\s\"'“”‘’„«»()\[\]]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # an initial, U.S, a.m, e.g (the last dot cut off)
_NEEDS_NO_SPACE = frozenset("。！？")
_OPENERS = "\"'“‘„«(["
_CLOSERS = "\"'”’»)]"

_TITLES = frozenset(
    "Mr Mrs Ms Dr Prof Gen Col Lt Maj Sgt Capt Gov Sen Rep Rev Hon St Mt vs cf".split()
)
_NUMBERED = frozenset("No Nos no nos Fig Art Vol p pp".split())
_SHORTENED = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "Inc Ltd Co Corp LLC CJSC OJSC JSC Jr Sr al etc approx".split()
)
_STARTERS = frozenset(
    "A After All Also An And As At Before But By For From He Her His However I If In It Its Later "
    "Meanwhile Now On Our She So Since That The Their Then There These They This Those Today Under "
    "We What When While Who With You".split()
)


def paragraphs(text: str) -> list[Span]:
    """Find the runs of non-blank lines, parted by lines that hold white space only.

    Returns (start, end) spans in order, without white space at either end; none is empty.
    """
    cuts = [cut for gap in _BLANK_LINES.finditer(text) for cut in gap.span()]
    edges = [0, *cuts, len(text)]
    spans = (_trim(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True))
    return [(start, end) for start, end in spans if start < end]


def sentences(text: str) -> list[Span]:
    """Find the sentences of each paragraph; none goes across a blank line.

    A stop ends a sentence when white space and a word that is not in small letters follow, unless
    it closes a title ("Mr."), a shortened word ("Jan.") or initials ("U.S."); the latter two still
    end one before a word that often begins sentences ("in the U.S. The …"). Marks that close right
    after the stop belong to the sentence. Returns (start, end) spans in order, trimmed, none empty.
    """
    return [span for start, end in paragraphs(text) for span in _in_paragraph(text, start, end)]


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    ends = [stop.end() for stop in _STOP.finditer(text, start, end) if _ends(text, start, stop)]
    edges = [start, *ends, end]
    spans = (_trim(text, *pair) for pair in pairwise(edges))
    return [(a, b) for a, b in spans if a < b]


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if not _NEEDS_NO_SPACE.isdisjoint(stop[0]):
        return True
    if stop["next"] is None:
        return False
    following = stop["next"].lstrip(_OPENERS)
    if following[:1].islower():
        return False
    if stop[0].rstrip(_CLOSERS) != ".":
        return True
    before = _WORD_EDGE.split(text[max(start, stop.start() - 40) : stop.start()])[-1]
    return _may_end(before, following)


def _may_end(before: str, following: str) -> bool:
    """Say whether one dot after the word `before` can end a sentence before `following`."""
    if before in _TITLES:
        return False
    if before in _NUMBERED:
        return not following[:1].isdigit()
    if before in _SHORTENED or _DOTTED.fullmatch(before):
        return re.split(r"\W", following, maxsplit=1)[0] in _STARTERS
    return True


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
