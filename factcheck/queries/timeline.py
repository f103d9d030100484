"""When the evidence on claims was said and printed."""

from factcheck.rules import timeline

LEAST = 2  # pieces with a day: one alone makes no line of time


def timeline_of(evidence):
    """The rows of evidence by the day of saying, with bars for both clocks on one scale; or None.

    By saying a piece stands on the day it was said, and where that is not known on the day it was
    printed. `undated` are the pieces of which neither is known.
    """
    for row in evidence:
        row.printed = row.passage.revision.article.published_on
        row.said = row.asserted_on or row.printed
    dated = [row for row in evidence if row.said]
    if len(dated) < LEAST:
        return None
    clocks = {
        "said": [(row.said, row.stance) for row in dated],
        "printed": [(row.printed, row.stance) for row in dated if row.printed],
    }
    on = timeline.scale([day for points in clocks.values() for day, _ in points])
    most = max(timeline.highest(points, on) for points in clocks.values())
    return {
        "scale": on,
        "days": timeline.days_between(on),
        "clocks": [
            {"name": name, "bars": timeline.bars(points, on, most)}
            for name, points in clocks.items()
        ],
        "rows": sorted(dated, key=lambda row: (row.said, row.printed or row.said, row.pk)),
        "undated": len(evidence) - len(dated),
    }
