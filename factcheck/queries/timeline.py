"""When the evidence on claims was said and printed."""

from collections import defaultdict

from factcheck.models import Claim, Evidence
from factcheck.rules import timeline

PRINTED_ON = "passage__revision__article__published_on"
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


def topic_times(topic, user, as_of=None):
    """Each claim of a topic with bars for both clocks, all on one scale; or None of no day.

    The claims of which something was said first come first; those of no day are `undated`.
    """
    claims = Claim.objects.visible_to(user).listed().filter(topic=topic).in_bulk()
    rows = Evidence.objects.live().known(as_of).filter(claim__in=claims).order_by("pk")
    said, printed = defaultdict(list), defaultdict(list)
    for claim, stance, day, on in rows.values_list("claim", "stance", "asserted_on", PRINTED_ON):
        if day or on:
            said[claim].append((day or on, stance))
        if on:
            printed[claim].append((on, stance))
    points = [point for rows in (*said.values(), *printed.values()) for point in rows]
    if not points:
        return None
    on = timeline.scale([day for day, _ in points])
    most = max(timeline.highest(row, on) for row in (*said.values(), *printed.values()))
    lines = [
        {
            "claim": claims[pk],
            "first_said": min(said[pk])[0],
            "last_said": max(said[pk])[0],
            "first_printed": min(printed[pk])[0] if printed[pk] else None,
            "said": timeline.bars(said[pk], on, most),
            "printed": timeline.bars(printed[pk], on, most),
        }
        for pk in said
    ]
    lines.sort(key=lambda line: (line["first_said"], line["claim"].pk))
    undated = [claim for pk, claim in claims.items() if pk not in said]
    return {"scale": on, "days": timeline.days_between(on), "lines": lines, "undated": undated}
