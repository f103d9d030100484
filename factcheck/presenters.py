"""Rows in an outward form: marked-up text, filters as links, entries in words."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join

from articles.models import Basis, Paragraph
from articles.text import invisible, marks, segments
from articles.text.dates import read_moment
from factcheck.models import Directness

SEVERAL = "several"
DIFFERS = 0  # no passage has this key
# Fields that repeat what an entry says anyway, or that only serve searching.
UNTOLD = set(
    "id key slug folded words moved changed_at created_at published_at withdrawn_at retired_at"
    " editor_id created_by_id stems".split()
)
NAMED = {"hops": "chain"}
OWN_WORDS = ("proposition", "exact", "name", "found", "label", "phrase")
FOR_THE_DESK = {"note"}
LONGEST_EXCERPT = 1_500  # code points of a paragraph that is shown whole beside linked words
LINE = re.compile(r"[^\n]+")
MOST_NAMED = 1_000  # invisible characters in one stretch of a text


def naming_invisible(words):
    """The words as HTML in which each invisible character bears its name, for the desk.

    The name is an attribute, so that the text of the page stays the words, to the character. After
    `MOST_NAMED` of them the others bear no names: nobody reads so many.
    """
    pieces, since = [], 0
    for at in islice(invisible.find(words), MOST_NAMED):
        named = format_html(
            '<span class="unseen" data-code="{}">{}</span>', invisible.code(words[at]), words[at]
        )
        pieces += [(words[since:at],), (named,)]
        since = at + 1
    return format_html_join("", "{}", [*pieces, (words[since:],)])


def marked_up(
    text, paragraphs, evidence, sought=None, places=(), show=escape, differing=MappingProxyType({})
):
    """The paragraphs of a text with a <mark> around every passage, overlaps laid flat.

    `evidence` is a list of rows with their passages; `places` says of those that were chosen in an
    earlier text where they stand in this one, as {passage: (start, end)}. Each paragraph gives a
    dict: `paragraph`, `words` (safe HTML whose text is exactly text[start:end]), `gap` (the
    characters up to the next paragraph) and `notes`, the evidence that begins in it, in the order
    of the text; `is_sought` where the passage `sought` is among them; `is_linked` where words of
    it bear on a claim. `show` makes words HTML; `differing` names, by the start of a paragraph, the
    places of its words that differ from another text.
    """
    stances = {}
    for row in evidence:
        stances.setdefault(row.passage_id, set()).add(row.stance)
    spans = {row.passage_id: (row.passage.start, row.passage.end) for row in evidence}
    spans |= {pk: span for pk, span in dict(places).items() if pk in spans}
    ordered = sorted((a, -b, pk) for pk, (a, b) in spans.items())
    rows = sorted(evidence, key=lambda e: (*spans[e.passage_id], e.stance, e.pk))
    result, anchored, since = [], set(), 0
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        start, end = paragraph.start, paragraph.end
        upto = after.start if after else len(text)
        here = [(a, -b, pk) for a, b, pk in ordered if a < end and -b > start]
        differs = [(a, b, DIFFERS) for a, b in differing.get(start, ())]
        segments = marks.flatten([*here, *differs], start, end)
        notes = [e for e in rows if since <= spans[e.passage_id][0] < upto]
        result.append(
            {
                "paragraph": paragraph,
                "words": format_html_join(
                    "",
                    "{}",
                    ([_segment(text, s, stances, sought, anchored, show)] for s in segments),
                ),
                "gap": text[end:upto],
                "notes": notes,
                "is_sought": sought in {e.passage_id for e in notes},
                "is_linked": bool(here),
            }
        )
        since = upto
    return result


def in_lines(text, paragraphs):
    """The paragraphs, long ones line by line: what is an excerpt by paragraphs must stay one."""
    for paragraph in paragraphs:
        if paragraph.end - paragraph.start <= LONGEST_EXCERPT:
            yield paragraph
            continue
        for line in LINE.finditer(text, paragraph.start, paragraph.end):
            yield Paragraph(kind=paragraph.kind, start=line.start(), end=line.end())


def set_beside(rows, **lists):
    """Give each of `marked_up` rows, by its name, what of each list begins in its paragraph."""
    starts = [row["paragraph"].start for row in rows]
    for name, things in lists.items():
        for row in rows:
            row[name] = []
        for thing in things:
            rows[max(bisect_right(starts, thing.start) - 1, 0)][name].append(thing)


def excerpts(rows):
    """Of `marked_up` rows those with words that bear on a claim, and a cut for all between them."""
    shown = []
    for is_linked, run in groupby(rows, key=itemgetter("is_linked")):
        shown += run if is_linked else [{"is_cut": True}]
    return shown


def _segment(text, segment, stances, sought, anchored, show):
    words = show(text[segment.start : segment.end])
    keys = [key for key in segment.keys if key != DIFFERS]
    if len(keys) < len(segment.keys):
        words = format_html('<b class="differs">{}</b>', words)
    if not keys:
        return words
    kinds = set().union(*(stances[key] for key in keys))
    kind = kinds.pop() if len(kinds) == 1 else SEVERAL
    names = [kind, *(["sought"] if sought in keys else [])]
    first_met = [key for key in keys if key not in anchored]
    anchored.update(first_met)
    anchors = format_html_join("", '<a id="passage-{}"></a>', ([key] for key in first_met))
    return format_html(
        '{}<mark class="{}" data-passages="{}">{}</mark>',
        anchors,
        " ".join(names),
        " ".join(map(str, keys)),
        words,
    )


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, as a link that takes or leaves it."""

    name: str
    value: str
    label: str
    count: int
    taken: bool
    url: str


def facets(claim_filter, params, hidden=()):
    """The filters with their choices, counts and addresses; choices that give nothing go."""
    counts = claim_filter.counts()
    result = []
    for name, by_value in counts.items():
        if name in hidden:
            continue
        field = claim_filter.form.fields[name]
        taken = set(params.getlist(name))
        choices = [
            Choice(name, value, label, by_value.get(value, 0), value in taken, url)
            for value, label in _labels(field)
            for url in [_toggled(params, name, value)]
            if by_value.get(value) or value in taken
        ]
        if choices:
            result.append({"name": name, "label": field.label, "choices": choices})
    return result


def chips(claim_filter, params):
    """What is filtered by now, each with an address without it."""
    result = []
    for name, field in claim_filter.form.fields.items():
        if name == "order":
            continue
        labels = dict(_labels(field)) if hasattr(field, "choices") else {}
        for value in params.getlist(name):
            if value:
                label = f"{field.label}: {labels.get(value, value)}"
                result.append({"label": label, "url": _toggled(params, name, value)})
    return result


def _labels(field):
    if hasattr(field, "queryset"):
        return [(row.slug, str(row)) for row in field.queryset]
    return [(str(value), str(label)) for value, label in field.choices if value]


def with_params(params, **changes):
    """The address of the same page with other parameters; None takes one out."""
    pairs = [(key, value) for key, values in params.lists() for value in values if value]
    pairs = [(key, value) for key, value in pairs if key not in changes]
    pairs += [(key, value) for key, value in changes.items() if value is not None]
    return "?" + urlencode(pairs) if pairs else "?"


def filled_in(params, fields):
    """The parameters with what was typed before in place of theirs."""
    filled = params.copy()
    for name, words in fields.items():
        filled[name] = words
    return filled


def _toggled(params, name, value):
    pairs = [(k, v) for k, values in params.lists() for v in values if v and k != "page"]
    pair = (name, value)
    pairs = [p for p in pairs if p != pair] if pair in pairs else [*pairs, pair]
    return "?" + urlencode(pairs) if pairs else "?"


def kept_params(params, without):
    """The (name, value) pairs that a form must carry along in hidden inputs."""
    return [(k, v) for k, values in params.lists() for v in values if v and k not in without]


def changes(entry, names, *, at_desk=False):
    """What an entry changed: a list of {name, old, new} in words, unchanged fields left out.

    `names` gives the rows that fields point to their names, as queries.names_in does.
    """
    untold = UNTOLD if at_desk else UNTOLD | FOR_THE_DESK
    before, after = entry.before or {}, entry.after or {}
    fields = [*after, *(field for field in before if field not in after)]
    return [
        {
            "name": NAMED.get(field, field.removesuffix("_id").replace("_", " ")),
            "old": _told(field, before.get(field), names),
            "new": _told(field, after.get(field), names),
        }
        for field in fields
        if field not in untold and _value(before, field) != _value(after, field)
    ]


def told(entries, names):
    """Entries for the desk, each with what it changed."""
    return [{"entry": entry, "changes": changes(entry, names, at_desk=True)} for entry in entries]


def gist(entry, names):
    """An entry's change in a few words: the quote that was linked, the claim that was related."""
    row = entry.after or entry.before or {}
    if "passage_id" in row and "stance" in row:
        return f"{row['stance']} {_told('passage_id', row['passage_id'], names)}"
    if "a_id" in row and "kind" in row:
        a, b = (_told(field, row[field], names) for field in ("a_id", "b_id"))
        return f"“{a}” {row['kind']} “{b}”"
    if "side_id" in row:
        who = next(_told(f, row[f], names) for f in ("outlet_id", "actor_id") if row[f])
        return f"{who}: {_told('side_id', row['side_id'], names) or 'no side'}"
    return ""


def subject(entry, names, articles):
    """What an entry is about, in a few words; `articles` gives those of the texts it names."""
    row = entry.after or {}
    own = next((row[field] for field in OWN_WORDS if row.get(field)), "")
    told = gist(entry, names) or own or names.get(("passage_id", row.get("passage_id")))
    told = told or names.get(("claim_id", row.get("claim_id")))
    if "containment" in row:
        return f"two paragraphs that share {row['run']} words in a row"
    return told or str(articles.get(row.get("revision_id"), ""))


def _value(state, field):
    return "" if state.get(field) in (None, []) else state[field]


def _told(field, value, names):
    if field == "hops":
        return " › ".join(_step(hop, names) for hop in value or ())
    return names.get((field, value), value) if value is not None else ""


def _step(hop, names):
    """One step of a chain in words: "Caliber.Az, 30 November 2022, indirect speech"."""
    who = _told("actor_id", hop["actor_id"], names) or "unnamed source"
    day = hop["said_on"] and date_format(date.fromisoformat(hop["said_on"]), "j F Y")
    how = hop["directness"] and Directness(hop["directness"]).label
    return ", ".join(part for part in (who, day, how) if part)


def paragraph_at(text, start):
    """The words of the paragraph that holds the code point `start`."""
    spans = [(a, b) for a, b in segments.paragraphs(text) if a <= start < b]
    return text[spans[0][0] : spans[0][1]] if spans else ""


def places_in(text, matches):
    """Where words were found, each with a little of what stands before and after."""
    return [
        {
            "start": match.start,
            "end": match.end,
            "exact": text[match.start : match.end],
            "before": text[max(match.start - 60, 0) : match.start],
            "after": text[match.end : match.end + 60],
        }
        for match in matches
    ]


def role(held):
    """A role with its days: “Prime Minister of Armenia, from 8 May 2018”."""
    days = (held.holds_from, held.holds_to)
    first, last = (date_format(day, "j F Y") if day else "" for day in days)
    if first and last:
        return f"{held.title}, {first} – {last}"
    return held.title + (f", from {first}" if first else f", until {last}" if last else "")


def outcomes(items):
    """How many files met each outcome, in words: "2 created, 1 rejected"."""
    met = Counter(item.get_outcome_display() for item in items)
    return ", ".join(f"{count} {outcome}" for outcome, count in met.items())


def import_row(done, saved=True):
    """The line of an import report for an ImportItem or an Ingested; shapes in docs/admins.md."""
    revisions = done.revisions.all() if hasattr(done.revisions, "all") else done.revisions
    return {
        "path": done.path,
        "sha256": done.sha256,
        "outcome": str(done.outcome),
        "encoding": done.encoding,
        "message": done.message,
        "warnings": list(done.warnings),
        "rejected_rows": list(done.rejected_rows),
        "articles": [_article_row(revision, saved) for revision in revisions],
    }


DETAILS = ("title", "outlet", "byline", "language", "url", "published")


def staged_articles(item):
    """The articles of an uploaded file as they would be stored, with what people corrected."""
    rows = []
    for n, article in enumerate(item.reading["articles"]):
        corrected = item.corrections.get(article["source_name"], {})
        basis = "editor" if corrected.get("published") else article["published_basis"]
        if "published" in corrected and not corrected["published"]:
            basis = ""
        rows.append(
            article
            | corrected
            | {
                "n": n,
                "corrected": [name for name in DETAILS if name in corrected],
                "published": read_moment((article | corrected)["published"]),
                "updated": read_moment(article["updated"]),
                "basis": Basis(basis).label if basis else "",
            }
        )
    return rows


def refused_row(path, message):
    """The line of an import report for a file whose bytes were never read."""
    return {
        "path": path,
        "sha256": "",
        "outcome": "rejected",
        "encoding": "",
        "message": message,
        "warnings": [],
        "rejected_rows": [],
        "articles": [],
    }


def _article_row(revision, saved):
    article = revision.article
    return {
        "article": article.pk if saved else None,
        "revision": revision.number,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else "",
        "byline": article.byline,
        "language": article.language,
        "published_on": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "updated_on": article.updated.isoformat() if article.updated else None,
    }


def finding_row(row):
    """A finding as run_checks prints it."""
    return {
        "check": row.check_name,
        "severity": row.severity,
        "claim": row.claim.key if row.claim else None,
        "article": row.revision.article.source_name if row.revision else None,
        "expected": row.expected,
        "found": row.found,
        "why": row.why,
        "status": row.status,
    }


def queue_address(kind, row, who):
    """Where the thing that waits is worked at, with its queue in the address."""
    params = {"queue": kind.name, "who": who}
    place, part = "", ""
    if kind.target == "claim":
        place = row.get_absolute_url()
    elif kind.name == "copies":
        place, params["only"] = reverse("desk:copies"), row.pk
    elif kind.target == "article":
        place = reverse("desk:article", args=[row.article_id])
    elif kind.target == "finding":
        place, params["item"] = reverse("desk:article", args=[row.revision.article_id]), row.pk
        part = f"#finding-{row.pk}"
    elif kind.target == "placement":
        place, params["only"] = reverse("desk:placements"), row.pk
    else:
        place, params["item"], part = row.a.get_absolute_url(), row.pk, "#rivals"
    return f"{place}?{urlencode(params)}{part}"
