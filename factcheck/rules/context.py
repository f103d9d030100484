"""A quote in its surroundings."""

import re

PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")


def lead_in(before: str, length: int) -> str:
    """The end of `before`, within the quote's paragraph, at most `length` code points.

    It is cut at a word and then begins with "…".
    """
    before = PARAGRAPH_BREAK.split(before)[-1].lstrip()
    if len(before) <= length:
        return before
    cut = before[-length:]
    return "…" + cut[cut.find(" ") :] if " " in cut else "…" + cut


def lead_out(after: str, length: int) -> str:
    """The beginning of `after`, within the quote's paragraph; cut at a word it ends with "…"."""
    after = PARAGRAPH_BREAK.split(after)[0].rstrip()
    if len(after) <= length:
        return after
    cut = after[:length]
    return cut[: cut.rfind(" ") + 1] + "…" if " " in cut else cut + "…"
