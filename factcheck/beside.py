"""Two articles side by side: shared paragraphs beside each other, the words that differ marked."""

from articles.models import Kind
from articles.text import beside, diffs
from factcheck.presenters import marked_up, naming_invisible

COMPARED = (Kind.BODY, Kind.HEADING)  # header lines and boilerplate are shared by chance


def page(left, right):
    """What the page shows of two texts, each as `queries.marks_of` gives it.

    `rows` have the cells of both sides, `pair` where they share wording; a pair that crosses others
    stands in two rows, and its cells have a `pointer` to each other. `counts` is of the left text.
    """
    found = beside.pairs(compared_words(left), compared_words(right))
    cells = _cells(left, right, found)
    laid = beside.rows((len(cells[0]), len(cells[1])), found)
    beside_it = {row.pair for row in laid}
    for number, pair in enumerate(found, start=1):
        cells[0][pair.left]["number"] = number
        if pair not in beside_it:
            for side, cell, other in _both(cells, pair):
                cell["pointer"] = {"side": 1 - side, "paragraph": other["paragraph"], "pair": pair}
    rows = [
        {
            "pair": row.pair,
            "left": [cells[0][at] for at in row.left],
            "right": [cells[1][at] for at in row.right],
        }
        for row in laid
    ]
    return {"rows": rows, "counts": counts(left, found)}


def compared_words(side):
    """The words of each paragraph; none where it is not compared."""
    text = side["revision"].text
    return [text[p.start : p.end] if p.kind in COMPARED else "" for p in side["paragraphs"]]


def counts(side, found):
    """How many paragraphs of a text stand in the other, and how sure that is."""
    return {
        "of": sum(paragraph.kind in COMPARED for paragraph in side["paragraphs"]),
        "shared": sum(pair.tier == "auto" for pair in found),
        "same": sum(pair.is_same for pair in found),
        "likely": sum(pair.tier == "review" for pair in found),
    }


def _cells(left, right, found):
    """The paragraphs of both sides, marked up."""
    differing = {}, {}
    for pair in found:
        ours, theirs = left["paragraphs"][pair.left], right["paragraphs"][pair.right]
        changes = diffs.words(_words(left, ours), _words(right, theirs))
        differing[0][ours.start] = _spans(changes, "removed", ours.start)
        differing[1][theirs.start] = _spans(changes, "added", theirs.start)
    return [
        marked_up(
            side["revision"].text,
            side["paragraphs"],
            side["evidence"],
            places=side["places"],
            show=naming_invisible,
            differing=differs,
        )
        for side, differs in zip((left, right), differing, strict=True)
    ]


def _words(side, paragraph):
    return side["revision"].text[paragraph.start : paragraph.end]


def _spans(changes, kind, start):
    """Where the words of this kind stand in a text, within a paragraph that starts there."""
    changed = [change for change in changes if change.kind == kind]
    spans = [change.old if kind == "removed" else change.new for change in changed]
    return [(start + a, start + b) for a, b in spans]


def _both(cells, pair):
    """Each cell of a pair with its side and the other cell."""
    ours, theirs = cells[0][pair.left], cells[1][pair.right]
    return (0, ours, theirs), (1, theirs, ours)
