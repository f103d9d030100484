"""Words that stand between quotation marks."""

import re
from dataclasses import dataclass

from articles.text.segments import Span, paragraphs

_MARK = re.compile(r"''|``|[\"“”„‟″«»'‘’‚‹›]")
_BROKEN_LINE = re.compile(r"\n[^\S\n]*+[a-zà-ÿ]")
_LINE = re.compile(r"\S[^\n]*+")
_FAMILY = dict.fromkeys("‘’‚'‹›", "single") | dict.fromkeys("«»", "angled")  # all others: "double"
_OPENERS = frozenset(["``", *"“„‟«‘‚‹"])
_CLOSERS = frozenset("”»’›")
_STOPS = ".,!?…;"
_DECADE_OR_ELISION = re.compile(r"\d\ds\b|(?:em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span with its marks. `runs_on`: unclosed, the next paragraph opens it again."""

    start: int
    end: int
    runs_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """Find what stands in quotation marks, paragraph by paragraph, in order.

    Marks may be straight, curly, low, angled or doubled apostrophes; what is quoted within a
    quotation is part of it. Apostrophes, inches and marks without a partner are not quotations.
    """
    found: list[Quotation] = []
    spans = blocks(text)
    for (start, end), (following, _) in zip(spans, [*spans, (len(text), 0)][1:], strict=True):
        pairs, unclosed = _pair(text, start, end)
        again = _MARK.match(text, following)
        if again and again[0] not in "'’”»" and unclosed is not None:
            pairs = [*(pair for pair in pairs if pair[1] <= unclosed), (unclosed, end)]
        else:
            unclosed = None
        edge = start
        for a, b in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
            if a >= edge:
                found.append(Quotation(a, b, runs_on=a == unclosed))
                edge = b
    return found


def blocks(text: str) -> list[Span]:
    """Find paragraphs, also those that no blank line parts, where no line is a broken sentence."""
    return [span for start, end in paragraphs(text) for span in _lines(text, start, end)]


def _lines(text: str, start: int, end: int) -> list[Span]:
    if _BROKEN_LINE.search(text, start, end):
        return [(start, end)]
    return [match.span() for match in _LINE.finditer(text, start, end)]


def _pair(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Pair the marks of a paragraph; also the first opening mark that stays alone, if any."""
    waiting: dict[str, list[int]] = {"double": [], "angled": [], "single": []}
    pairs = []
    for match in _MARK.finditer(text, start, end):
        family = _FAMILY.get(match[0], "double")
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = not (before.isalnum() or before in _STOPS or after.isspace())
        closes = not (before.isspace() or after.isalnum())
        if family == "single":
            opens = opens and not _DECADE_OR_ELISION.match(text, match.end())
            closes = closes and bool(waiting[family]) and not _is_possessive(text, match, end)
        elif match[0] in "\"''":
            closes = closes or not opens
        if opens and (match[0] in _OPENERS or not (closes and waiting[family])):
            waiting[family].append(match.start())
        elif closes and waiting[family]:
            opener = waiting[family].pop()
            pairs.append((opener, match.end()))
            for others in waiting.values():
                while others and others[-1] > opener:
                    others.pop()
    return pairs, min(waiting["double"] + waiting["angled"], default=None)


def _is_possessive(text: str, mark: re.Match[str], end: int) -> bool:
    """Say whether it is an apostrophe ("the leaders' wish") with the closing mark still to come."""
    if text[mark.start() - 1] != "s" or not re.match(r" [a-z]", text[mark.end() : mark.end() + 2]):
        return False
    later = re.compile(r"[.,!?…]['’]|(?<=\w)['’](?=[,.;:!?)\s])| ['‘]\w").search(
        text, mark.end(), min(end, mark.end() + 200)
    )
    return later is not None and later[0][0] != " "
