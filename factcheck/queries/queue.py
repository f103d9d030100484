"""What waits at the desk, by kind and age, and what was done there today."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Revision
from factcheck import queries
from factcheck.models import (
    Assignment,
    Claim,
    ClaimRelation,
    Entry,
    Reading,
    RelationKind,
    RelationStatus,
    State,
)
from factcheck.permissions import ROLES
from factcheck.queries import copies, findings, proposals

ANYONE, MINE, NOBODY = "anyone", "mine", "nobody"
WORK = {
    "link evidence": "linked",
    "correct evidence": "links corrected",
    "retire evidence": "links retired",
    "dismiss suggestion": "proposals dismissed",
    "dismiss passage": "proposals dismissed",
    "dismiss twin": "proposals dismissed",
    "accept placement": "passages placed",
    "move placement": "passages placed",
    "retire passage": "passages placed",
    "accept finding": "findings judged",
    "dismiss finding": "findings judged",
    "confirm copies": "shared wording judged",
    "reject copies": "shared wording judged",
    "read through": "articles read through",
    "create claim": "claims written",
    "edit claim": "claims edited",
    "merge claim": "claims merged",
    "sent for review": "claims sent for review",
    "sent back": "claims reviewed",
    "published": "claims reviewed",
    "withdrawn": "claims reviewed",
    "relate claims": "claims related",
    "change relation": "claims related",
}


@dataclass(frozen=True)
class Kind:
    """One kind of thing that waits.

    `waiting(user)` gives the rows, each with `since`, when it began to wait. `path` leads from a
    row to the `target` that is assigned to somebody; "pk" where it is the row itself.
    """

    name: str
    label: str
    target: str
    path: str
    waiting: Callable

    def target_of(self, row):
        """What of a row is assigned to somebody."""
        return row if self.path == "pk" else reduce(getattr, self.path.split("__"), row)


def _newest_texts():
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later)).select_related("article__outlet").defer("text")


def _unread(user):
    read = Reading.objects.filter(revision=OuterRef("pk"), taken_back_at=None)
    return _newest_texts().filter(~Exists(read)).annotate(since=F("imported_at"))


def _with_quotes(user):
    quotes = proposals.quotes_in_newest().waiting().order_by()
    first = quotes.filter(revision=OuterRef("pk")).values("revision").annotate(at=Min("made_at"))
    return _newest_texts().annotate(since=Subquery(first.values("at"))).exclude(since=None)


def _placements(user):
    rows = queries.open_placements(user).annotate(since=F("placed_at"))
    return rows.select_related("passage", "revision__article__outlet").defer("revision__text")


def _findings(user):
    rows = findings.waiting().annotate(since=F("made_at"))
    return rows.select_related("revision__article__outlet").defer("revision__text")


def _copies(user):
    return copies.waiting().annotate(since=F("found_at"))


def _contradictions(user):
    seen = Claim.objects.visible_to(user).listed()
    undecided = [RelationStatus.OPEN, RelationStatus.SUGGESTED]
    rows = ClaimRelation.objects.filter(
        kind=RelationKind.CONTRADICTS, status__in=undecided, a__in=seen, b__in=seen
    )
    return rows.select_related("a", "b").annotate(since=F("made_at"))


def _in_review(user):
    sent = Entry.objects.filter(claim=OuterRef("pk"), verb="sent for review").order_by("-number")
    since = Coalesce(Subquery(sent.values("at")[:1]), "changed_at")
    return queries.claims_for(user).filter(state=State.IN_REVIEW).annotate(since=since)


def _drafts(user):
    return queries.claims_for(user).filter(state=State.DRAFT).annotate(since=F("created_at"))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("review", "Claims to review", "claim", "pk", _in_review),
        Kind("placements", "Passages changed or lost", "placement", "pk", _placements),
        Kind("findings", "Findings to judge", "finding", "pk", _findings),
        Kind("quotes", "Quotes to look at", "article", "article", _with_quotes),
        Kind("copies", "Shared wording to judge", "article", "b__revision__article", _copies),
        Kind("contradictions", "Open contradictions", "relation", "pk", _contradictions),
        Kind("articles", "Articles to read", "article", "article", _unread),
        Kind("drafts", "Draft claims", "claim", "pk", _drafts),
    )
}


def waiting(kind, user, who=ANYONE):
    """The rows of a kind that wait, oldest first, each with `since` and `assignment`, its key."""
    held = Assignment.objects.filter(ended_at=None, **{kind.target: OuterRef(kind.path)})
    rows = kind.waiting(user).annotate(assignment=Subquery(held.values("pk")[:1]))
    if who == MINE:
        rows = rows.filter(Exists(held.filter(to=user)))
    elif who == NOBODY:
        rows = rows.filter(assignment=None)
    return rows.order_by("pk")


def counts(user, who=ANYONE):
    """How many of each kind wait, and since when: [{kind, count, oldest}]; a query for each."""
    return [
        {"kind": kind}
        | waiting(kind, user, who).order_by().aggregate(count=Count("pk"), oldest=Min("since"))
        for kind in KINDS.values()
    ]


def with_assignments(rows):
    """Rows of `waiting`, each with who looks after it as `assignee`; one query."""
    rows = list(rows)
    held = Assignment.objects.select_related("to").in_bulk(
        {row.assignment for row in rows if row.assignment}
    )
    for row in rows:
        row.assignee = held[row.assignment].to if row.assignment else None
    return rows


def place_in(kind, user, who, pk):
    """Where a row stands in its queue: its number, how many there are, its neighbours and itself.

    The row itself is None once it no longer waits; its neighbours are those that would be.
    """
    rows = waiting(kind, user, who)
    before, after = rows.filter(pk__lt=pk), rows.filter(pk__gt=pk)
    counted = rows.order_by().aggregate(total=Count("pk"), number=Count("pk", filter=Q(pk__lte=pk)))
    found = with_assignments(rows.filter(pk=pk))
    return counted | {
        "row": found[0] if found else None,
        "previous": before.order_by("-pk").first(),
        "next": after.first(),
    }


def is_read(revision):
    """Whether somebody has gone through this text."""
    return revision.readings.filter(taken_back_at=None).exists()


def editors():
    """Whom something can be assigned to."""
    people = get_user_model().objects.filter(is_active=True)
    in_a_role = Q(groups__name__in=ROLES) | Q(is_superuser=True)
    return people.filter(in_a_role).distinct().order_by("username")


def done_today(user):
    """What the desk did since midnight: {what: (by the user, by all)}, and the sums as "all"."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    counted = (
        Entry.objects.filter(at__gte=midnight, by__isnull=False, verb__in=WORK)
        .order_by()
        .values_list("verb")
        .annotate(mine=Count("pk", filter=Q(by=user)), n=Count("pk"))
    )
    mine, everybody = Counter(), Counter()
    for verb, own, number in counted:
        mine[WORK[verb]] += own
        everybody[WORK[verb]] += number
    kinds = [{"what": what, "mine": mine[what], "all": everybody[what]} for what in everybody]
    return {"kinds": kinds, "mine": mine.total(), "all": everybody.total()}


def quotes_in(kind, rows):
    """How many quotes wait in each text of a queue of articles: {article: number}; one query."""
    if kind.path != "article":
        return {}
    return proposals.quotes_waiting([row.article_id for row in rows])
