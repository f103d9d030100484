"""What an editor did last, and what of it stands as it was done."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Revision
from factcheck.models import Entry, Evidence

RECENT = timedelta(days=1)
MOST_LOOKED_AT, MOST_SHOWN = 200, 40
WITH_A_LIVE_ROW = ("link evidence", "correct evidence")


def last_actions(editor, verbs):
    """The entries of the last day by `editor` with these verbs, newest first, that can be undone.

    What was changed again since is left out: of each row only the last entry counts.
    """
    since = timezone.now() - RECENT
    own = Entry.objects.filter(by=editor, at__gte=since)
    mine = list(own.order_by("-number")[:MOST_LOOKED_AT])
    rows = {entry.row for entry in mine}
    last = {}
    about = Entry.objects.filter(row__in=rows, at__gte=since).order_by("number")
    for number, model, row in about.values_list("number", "model", "row"):
        last[model, row] = number
    found = [e for e in mine if e.verb in verbs and last[e.model, e.row] == e.number]
    linked = [int(entry.row) for entry in found if entry.verb in WITH_A_LIVE_ROW]
    live = set(Evidence.objects.live().filter(pk__in=linked).values_list("pk", flat=True))
    return [
        entry for entry in found if entry.verb not in WITH_A_LIVE_ROW or int(entry.row) in live
    ][:MOST_SHOWN]


def articles_in(entries):
    """The articles of the texts that these entries name, as {text: article}."""
    told = [entry.after["revision_id"] for entry in entries if "revision_id" in (entry.after or {})]
    rows = (
        Revision.objects.filter(pk__in=[key for key in told if key])
        .select_related("article")
        .defer("text")
    )
    return {row.pk: row.article for row in rows}
