"""Two texts compared, as paragraphs of HTML: what was removed in <del>, what was added in <ins>."""

import re
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join

from articles.text import diffs, marks
from factcheck.rules import context

BREAK = re.compile(r"(\n[^\S\n]*\n\s*)")
AROUND = 1  # unchanged paragraphs that are shown on each side of a change
SHORTEST_RUN = 3  # words that two texts share, for it to be shown
LONGEST = 600  # code points on each side of a passage and its place
TAGS = {
    "same": "{}",
    "removed": "<del>{}</del>",
    "added": "<ins>{}</ins>",
    "del": "<del>{}</del>",
    "ins": "<ins>{}</ins>",
    "mark": "<mark>{}</mark>",
}


def compared(old, new, show=escape):
    """What the page of two texts shows: `groups` of paragraphs, and how many words changed.

    Each group is {"is_folded", "paragraphs"}: folded are those far from any change.
    `show` makes words HTML.
    """
    told = _told(old, new)
    counts = {
        name: sum(len(words.split()) for kind, words in told if kind == name)
        for name in ("removed", "added")
    }
    return counts | {"groups": _folded(_paragraphs(told, show)), "is_same": old == new}


def inline(old, new, show=escape):
    """How `new` comes from `old`, as one stretch of HTML."""
    return _marked(_told(old, new), show)


def shared(a, b, show=escape):
    """Two texts as HTML, in each the runs of at least three words <mark>ed that both have."""
    told = _told(a, b)
    return tuple(
        format_html_join(
            "",
            "{}",
            (
                (format_html(TAGS["mark" if _is_run(kind, words) else "same"], show(words)),)
                for kind, words in told
                if kind in ("same", own)
            ),
        )
        for own in ("removed", "added")
    )


def _is_run(kind, words):
    return kind == "same" and len(words.split()) >= SHORTEST_RUN


def beside(old, new, show=escape):
    """A passage and its place, each as (before, words, after): both with their paragraphs in HTML.

    `new` is None where no place was found; then there is nothing to compare.
    """
    old_text, old_mark = _in_paragraph(*old)
    if not new:
        return {"old": _drawn(old_text, old_mark, [], "del", show), "new": None}
    new_text, new_mark = _in_paragraph(*new)
    changes = diffs.words(old_text, new_text)
    removed = [change.old for change in changes if change.kind == "removed"]
    added = [change.new for change in changes if change.kind == "added"]
    return {
        "old": _drawn(old_text, old_mark, removed, "del", show),
        "new": _drawn(new_text, new_mark, added, "ins", show),
    }


def _in_paragraph(before, words, after):
    """The words with what is left of their paragraphs around them, and their span in that."""
    before, after = context.lead_in(before, LONGEST), context.lead_out(after, LONGEST)
    return before + words + after, (len(before), len(before) + len(words))


def _drawn(text, mark, changed, tag, show):
    spans = [(*mark, "mark"), *((*span, tag) for span in changed)]
    pieces = []
    for segment in marks.flatten(spans, 0, len(text)):
        words = show(text[segment.start : segment.end])
        for key in reversed(segment.keys):
            words = format_html(TAGS[key], words)
        pieces.append((words,))
    return format_html_join("", "{}", pieces)


def _told(old, new):
    """What is the same, removed and added: [(kind, words)]."""
    return [
        (kind, new[slice(*b)] if kind == "added" else old[slice(*a)])
        for kind, a, b in diffs.words(old, new)
    ]


def _marked(told, show):
    return format_html_join("", "{}", ((format_html(TAGS[k], show(words)),) for k, words in told))


def _paragraphs(told, show):
    """Cut what is told where a paragraph of either text ends: [(HTML, whether it is changed)]."""
    paragraphs, pieces = [], []
    for kind, words in told:
        for n, part in enumerate(BREAK.split(words)):
            is_break = n % 2
            if is_break and kind != "same":
                pieces.append((kind, "¶"))  # a paragraph ends here in one of the two texts only
            elif part and not is_break:
                pieces.append((kind, part))
            if is_break:
                paragraphs.append(pieces)
                pieces = []
    return [
        (
            _marked(pieces, show),
            any(kind != "same" for kind, _ in pieces),
        )
        for pieces in [*paragraphs, pieces]
        if pieces
    ]


def _folded(paragraphs):
    changed = [at for at, (_, is_changed) in enumerate(paragraphs) if is_changed]
    near = {at + n for at in changed for n in range(-AROUND, AROUND + 1)}
    groups = groupby(range(len(paragraphs)), key=lambda at: at not in near)
    found = [(is_far, [paragraphs[at][0] for at in numbers]) for is_far, numbers in groups]
    return [{"is_folded": far and len(rows) > 1, "paragraphs": rows} for far, rows in found]
