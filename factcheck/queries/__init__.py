"""What one page or answer needs, each in a fixed number of SQL queries."""

from collections import defaultdict
from itertools import batched

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest, Least, Substr
from django.utils.formats import date_format

from articles.models import (
    CHOSEN,
    Article,
    Decision,
    ImportRun,
    Passage,
    Placement,
    Revision,
)
from articles.queries import copies_of, placements_in_newest, places_in, reprints_of
from factcheck.models import (
    Actor,
    ActorRole,
    Claim,
    ClaimRelation,
    Entry,
    Evidence,
    Question,
    RelationKind,
    RelationStatus,
    Stance,
    Topic,
)
from factcheck.origins import counted, origins_of
from factcheck.queries import sides as by_side
from factcheck.queries.conflicts import at_odds, flags_of, requoted
from factcheck.queries.origins import told
from factcheck.queries.timeline import timeline_of
from factcheck.rules import context
from factcheck.rules.evidence_state import evidence_state

AROUND = 160  # code points shown on each side of a quote
AROUND_PLACES = 700  # and of a passage and its place, where its source changed
NEWEST_ENTRIES = 5
AT_ONCE = 5000  # claims in one statement; SQLite takes 32,766 values


def claims_for(user):
    """The claims that `user` finds in lists.

    Annotates `weaker_side` and `stronger_side`, the lesser and the greater number of origins.
    """
    return (
        Claim.objects.visible_to(user)
        .listed()
        .select_related("topic", "question")
        .annotate(
            weaker_side=Least("supporting_origins", "contradicting_origins"),
            stronger_side=Greatest("supporting_origins", "contradicting_origins"),
        )
    )


def as_it_stood(claims, as_of):
    """A list of claims, each with the counts and the state of that day; None: as they are."""
    claims = list(claims)
    for some in batched(claims if as_of else (), AT_ONCE, strict=False):
        evidence = Evidence.objects.live().known(as_of).filter(claim__in=some)
        then = counted(evidence, some)
        for claim in some:
            for field, value in then[claim.pk].items():
                setattr(claim, field, value)
            sides = (claim.supporting_origins, claim.contradicting_origins)
            claim.weaker_side, claim.stronger_side = min(sides), max(sides)
    return claims


def with_voices(claims, as_of=None):
    """A list of claims, each with `voices`: for each stance, who takes it.

    And with `is_carried_by_others`; a fixed number of queries.
    """
    claims = list(claims)
    rows = (
        Evidence.objects.live()
        .known(as_of)
        .filter(claim__in=[claim.pk for claim in claims])
        .values_list(
            "claim",
            "stance",
            "speaker__name",
            *(
                f"passage__revision__article__{f}"
                for f in ("outlet__name", "byline", "published_on")
            ),
        )
        .order_by("pk")
    )
    voices = defaultdict(lambda: defaultdict(dict))
    for claim, stance, speaker, outlet, byline, day in rows:
        voices[claim][stance][speaker or outlet or unnamed_outlet(byline, day)] = None
    for claim in claims:
        claim.voices = {stance: list(names) for stance, names in voices[claim.pk].items()}
    return by_side.mark_carried(claims, as_of)


def unnamed_outlet(byline, day):
    """What an article is called that names no outlet, so that two of them are not taken for one."""
    if byline:
        return f"an article by {byline}"
    return f"an article of {date_format(day, 'j F Y')}" if day else "an undated article"


def _in_context(evidence):
    """Annotate the words before and after each passage, without loading whole texts."""
    text, passage = F("passage__revision__text"), "passage__"
    begin = Greatest(F(passage + "start") - AROUND - 40, 0)
    return evidence.annotate(
        before=Substr(text, begin + 1, F(passage + "start") - begin),
        after=Substr(text, F(passage + "end") + 1, AROUND + 40),
    )


def _trimmed(rows):
    rows = list(rows)
    for row in rows:
        row.lead_in = context.lead_in(row.before, AROUND)
        row.lead_out = context.lead_out(row.after, AROUND)
    return rows


def evidence_of(claim, as_of=None):
    """The live evidence of a claim, each with its words in context, in the order of printing."""
    printed = F("passage__revision__article__published_on").asc(nulls_last=True)
    rows = claim.evidence.live().known(as_of).for_display().with_chain()
    return _trimmed(
        _in_context(rows).order_by(printed, "passage__revision", "passage__start", "pk")
    )


def claim_page(claim, user, as_of=None):
    """All that a claim's page shows; of the evidence what was there by `as_of`, if it is given."""
    evidence = _with_placements(evidence_of(claim, as_of))
    origins = told(origins_of(claim.evidence.live().known(as_of)).get(claim.pk, []), evidence)
    entries = list(entries_of(claim, user)[:NEWEST_ENTRIES])
    for row in evidence:
        row.claim = claim
    sides = [_side(stance, origins) for stance in Stance]
    supporting, contradicting = (len(side["origins"]) for side in sides[:2])
    return {
        "claim": claim,
        "sides": sides,
        "open_placements": len({row.passage_id for row in evidence if _is_open(row)}),
        "carried": by_side.carried(claim, evidence),
        "presuming": by_side.presuming(claim, user),
        "evidence_state": evidence_state(supporting, contradicting),
        "timeline": timeline_of(evidence),
        "both_sides": [origin["number"] for origin in origins if _is_on_both_sides(origin)],
        "who": _who_says_so(evidence),
        "rivals": as_it_stood(rivals_of(claim, user, as_of), as_of),
        "entries": entries,
        "names": names_in(entries, user),
        "merged": list(claim.merged.visible_to(user).order_by("pk")),
    }


def _with_placements(evidence):
    """Rows of evidence, each with where its words stand in the newest text, if that is another."""
    placed = placements_in_newest({row.passage_id: row.passage for row in evidence})
    for row in evidence:
        row.placement = placed.get(row.passage_id)
    return evidence


def _is_open(row):
    return row.placement is not None and row.placement.is_open


def _side(stance, origins):
    """What takes one stance, gathered by origin."""
    held = [_of_stance(origin, stance) for origin in origins]
    held = [origin for origin in held if origin["evidence"]]
    evidence = [row for origin in held for row in origin["evidence"]]
    articles = {row.passage.revision.article_id for row in evidence}
    return {"stance": stance, "origins": held, "evidence": evidence, "articles": len(articles)}


def _of_stance(origin, stance):
    rows = [row for row in origin["evidence"] if row.stance == stance]
    here = {row.passage.revision.article_id for row in rows}
    return origin | {"evidence": rows, "printed": len(here)}


def _is_on_both_sides(origin):
    return {Stance.SUPPORTS, Stance.CONTRADICTS} <= {row.stance for row in origin["evidence"]}


def _who_says_so(evidence):
    """One row for each speaker, outlet that speaks itself, or article that names no outlet."""
    rows = {}
    for item in evidence:
        article = item.passage.revision.article
        who = item.speaker or article.outlet or article
        name = unnamed_outlet(article.byline, article.published_on) if who is article else str(who)
        row = {"who": who, "name": name, "is_outlet": item.speaker is None}
        row |= {"counts": dict.fromkeys(Stance, 0)}
        rows.setdefault((type(who), who.pk), row)["counts"][item.stance] += 1
    return list(rows.values())


def rivals_of(claim, user, as_of=None):
    """Claims that contradict this one or answer the same question, with why they stand here.

    What is only suggested is no judgement, so readers do not see it.
    """
    unseen = [RelationStatus.DISMISSED]
    if not user.has_perm("factcheck.work_at_desk"):
        unseen.append(RelationStatus.SUGGESTED)
    relations = ClaimRelation.objects.filter(Q(a=claim) | Q(b=claim)).exclude(status__in=unseen)
    contradicts_last = sorted(relations, key=lambda r: (r.kind == RelationKind.CONTRADICTS, r.pk))
    by_claim = {r.b_id if r.a_id == claim.pk else r.a_id: r for r in contradicts_last}
    same_question = Q(question=claim.question_id) if claim.question_id else Q(pk__in=[])
    rivals = claims_for(user).filter(Q(pk__in=by_claim) | same_question).exclude(pk=claim.pk)
    rivals = list(rivals.order_by("pk"))
    flags = flags_of(by_claim.values(), user, as_of)
    for rival in rivals:
        rival.relation = by_claim.get(rival.pk)
        rival.flags = rival.relation and flags.get(rival.relation.pk)
        rival.contradicts = bool(rival.relation and rival.relation.kind == RelationKind.CONTRADICTS)
    return sorted(rivals, key=lambda rival: (not rival.contradicts, rival.pk))


def entries_of(claim, user):
    """What was done to a claim, its evidence and its relations to visible claims; newest first."""
    visible = Claim.objects.visible_to(user)
    relations = ClaimRelation.objects.filter(a__in=visible, b__in=visible)
    if not user.has_perm("factcheck.work_at_desk"):
        relations = relations.exclude(status=RelationStatus.SUGGESTED)
    rows = [str(r) for r in relations.filter(Q(a=claim) | Q(b=claim)).values_list("pk", flat=True)]
    mine = Q(claim=claim) | Q(model="factcheck.claimrelation", row__in=rows)
    return Entry.objects.filter(mine).order_by("-number")


def names_in(entries, user):
    """The names of the rows that these entries point to, as {(field, key): name}.

    One query for each kind of row. A claim that `user` may not see has no name.
    """
    claims = Claim.objects.visible_to(user)
    kinds = {
        ("speaker_id", "actor_id"): Actor.objects.all(),
        ("topic_id",): Topic.objects.all(),
        ("question_id",): Question.objects.all(),
        ("passage_id",): Passage.objects.all(),
        ("claim_id", "merged_into_id", "taken_in_id", "a_id", "b_id"): claims,
    }
    names = {}
    for fields, rows in kinds.items():
        unseen = "a claim that is not public" if rows is claims else ""
        names |= named(entries, fields, rows, unseen)
    return names


def named(entries, fields, rows, unseen=""):
    """The names of the `rows` to which these fields of the entries point; one query."""
    keys = {
        (field, state[field])
        for entry in entries
        for state in _states(entry)
        for field in fields
        if state.get(field)
    }
    found = {row.pk: str(row) for row in rows.filter(pk__in={key for _, key in keys})}
    return {(field, key): found.get(key, unseen) for field, key in keys}


def _states(entry):
    """What an entry holds of a row before and after, and of the steps of its chain."""
    for state in (entry.before or {}, entry.after or {}):
        yield state
        yield from state.get("hops", ())


def article_list(user):
    """Articles, newest first, each with how many claims its words bear on."""
    visible = Evidence.objects.live().visible_to(user)
    bearing = visible.filter(passage__revision__article=OuterRef("pk")).order_by()
    counted = bearing.values("passage__revision__article").annotate(n=Count("claim", distinct=True))
    return Article.objects.for_list().annotate(
        claim_count=Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
    )


def newest_revision(article):
    return Revision.objects.filter(article=article).order_by("-number").first()


def article_page(revision, user):
    """A revision's paragraphs and the evidence that stands in it, as `user` may see it.

    Unless `is_open`, only the paragraphs in which such evidence stands may be shown.
    """
    return marks_of(revision, user) | {
        "is_open": Article.objects.open_to(user).filter(pk=revision.article_id).exists(),
        "reprints": reprints_of(revision),
        "copies": copies_of(revision),
        "revisions": list(
            revision.article.revisions.order_by("-number")
            .defer("text")
            .select_related("imported_by")
        ),
    }


def marks_of(revision, user):
    """The paragraphs of a revision and the evidence that stands in it, as `user` may see it.

    `places` says where passages of earlier revisions stand in this one.
    """
    places = places_in(revision)
    evidence = (
        Evidence.objects.live()
        .visible_to(user)
        .filter(Q(passage__revision=revision) | Q(passage__in=list(places)))
        .select_related("claim", "speaker", "passage__revision", "editor")
        .defer("passage__revision__text")
        .with_chain()
        .order_by("passage__start", "pk")
    )
    return {
        "article": revision.article,
        "revision": revision,
        "places": places,
        "paragraphs": list(revision.paragraphs.order_by("position")),
        "evidence": _with_placements(list(evidence)),
    }


def claim_seen_by(user, slug):
    """The claim of that address, else None; a merged one where the other may be seen as well."""
    claims = Claim.objects.visible_to(user)
    found = claims.filter(slug=slug).select_related(
        "topic", "question__topic", "merged_into", "created_by"
    )
    claim = found.first()
    target = claim and claim.merged_into
    return None if target and not claims.filter(pk=target.pk).exists() else claim


def passage_seen_by(user, passages, pk):
    """The passage where it bears on a claim that `user` may see, else None."""
    claims = Claim.objects.visible_to(user)
    seen = Evidence.objects.filter(claim__in=claims, passage=OuterRef("pk"))
    if not user.has_perm("factcheck.work_at_desk"):
        passages = passages.filter(Exists(seen))
    return passages.filter(pk=pk).select_related("revision__article").first()


def actor_list(user):
    """Actors who speak in evidence that `user` may see, each with how many claims they bear on."""
    visible = Evidence.objects.live().visible_to(user)
    count = Count("evidence__claim", filter=Q(evidence__in=visible), distinct=True)
    return Actor.objects.annotate(claim_count=count).filter(claim_count__gt=0).order_by("name")


def actor_page(actor, user):
    """All that an actor said, by the day it was said or else printed, oldest first."""
    said = Coalesce("asserted_on", "passage__revision__article__published_on")
    evidence = (
        Evidence.objects.live().visible_to(user).filter(speaker=actor).for_display().with_chain()
    ).annotate(day=said)
    rows = _trimmed(_in_context(evidence).order_by(F("day").asc(nulls_last=True), "pk"))
    _with_placements(rows)
    roles = list(actor.held())
    for row in rows:
        row.then = _held_as_said(row, roles) if row.day else []
    return {
        "actor": actor,
        "aliases": list(actor.aliases.live()),
        "roles": roles,
        "evidence": rows,
        "counts": {stance: sum(row.stance == stance for row in rows) for stance in Stance},
        "conflicts": at_odds(actor, rows, user),
        "requoted": requoted(actor, user),
    }


def _held_as_said(row, roles):
    """The roles that were held on the day of a statement, as exactly as that day is known."""
    published = row.passage.revision.article.published
    days = (row.asserted_on, row.asserted_on) if row.asserted_on else published.days
    return [role for role in roles if role.is_held(*days)]


def outlet_page(outlet, user):
    """An outlet with its articles and the outlets it owns."""
    return {
        "outlet": outlet,
        "articles": article_list(user).filter(outlet=outlet),
        "owned": outlet.owned.standing(),
    }


def open_placements(user, claim=None):
    """Passages with evidence whose place in the newest text waits for a decision; oldest first."""
    bearing = Evidence.objects.live().visible_to(user).filter(passage=OuterRef("passage"))
    if claim:
        bearing = bearing.filter(claim=claim)
    rows = Placement.objects.undecided().filter(Exists(bearing)).in_newest()
    return rows.order_by("placed_at", "pk")


def decided_placements():
    """What people decided about places in the newest texts; the last decision first."""
    rows = Placement.objects.filter(decision__in=[*CHOSEN, Decision.RETIRED]).in_newest()
    return rows.select_related("decided_by").order_by("-decided_at", "-pk")


def with_surroundings(placements):
    """Placements with both articles' words around them, without loading whole texts."""
    old, new = F("passage__revision__text"), F("revision__text")
    before, until = Greatest(F("at") - AROUND_PLACES, 0), F("passage__start")
    old_before = Greatest(until - AROUND_PLACES, 0)
    rows = placements.with_words().annotate(
        old_before=Substr(old, old_before + 1, until - old_before),
        old_after=Substr(old, F("passage__end") + 1, AROUND_PLACES),
        new_before=Substr(new, before + 1, F("at") - before),
        new_after=Substr(new, F("until") + 1, AROUND_PLACES),
    )
    return rows.select_related("passage__revision", "revision__article__outlet").defer(
        "passage__revision__text", "revision__text"
    )


def evidence_on(passages, user):
    """The live evidence on these passages that `user` may see, as {passage: [rows]}."""
    rows = Evidence.objects.live().visible_to(user).filter(passage__in=passages)
    gathered = defaultdict(list)
    for row in rows.select_related("claim", "speaker").order_by("pk"):
        gathered[row.passage_id].append(row)
    return gathered


def import_runs():
    """Runs of the import, newest first, with how many files met each outcome."""
    outcomes = {
        outcome: Count("items", filter=Q(items__outcome=outcome))
        for outcome in ("created", "unchanged", "revised", "rejected", "waiting")
    }
    runs = ImportRun.objects.select_related("by").annotate(files=Count("items"), **outcomes)
    return runs.order_by("-pk")


def import_items(run):
    """The files of a run with the revisions they gave."""
    revisions = Revision.objects.select_related("article__outlet").defer("text")
    return run.items.defer("staged").prefetch_related(Prefetch("revisions", revisions))


def import_progress(run):
    """How many files of a run there are, were read, and were brought in or refused."""
    return run.items.aggregate(
        files=Count("pk"),
        read=Count("pk", filter=Q(reading__isnull=False) | ~Q(outcome="waiting")),
        done=Count("pk", filter=~Q(outcome="waiting")),
        latest=Max("done_at"),
    )


UNDECIDED = Q(chosen_encoding="", left_out=False) & ~Q(proposals=[])
STAGED = {
    "undecided": UNDECIDED,
    "refused": Q(reading__outcome="rejected", left_out=False) & ~UNDECIDED,
    "unchanged": Q(reading__outcome="unchanged", left_out=False),
    "left-out": Q(left_out=True),
}


def staged_items(run, show=""):
    """The files of an upload that wait, without their bytes; `show` names some of them only."""
    items = run.items.filter(outcome="waiting").defer("staged")
    return items.filter(STAGED[show]) if show in STAGED else items


def staged_counts(run):
    """How many files of an upload wait, and how many of them there are of each kind."""
    kinds = {kind.replace("-", "_"): Count("pk", filter=rule) for kind, rule in STAGED.items()}
    counts = staged_items(run).aggregate(all=Count("pk"), **kinds)
    return {kind.replace("_", "-"): count for kind, count in counts.items()}


def actors_for_export():
    """The actors that stand, with the spellings and roles that stand, as they were made."""
    roles = Prefetch("roles", ActorRole.objects.live())
    return Actor.objects.standing().with_aliases().prefetch_related(roles).order_by("pk")


def claims_for_export():
    """Every claim that stands, with what its file holds, in the order in which they were made."""
    evidence = (
        Evidence.objects.live()
        .select_related("speaker", "passage__revision__article")
        .defer("passage__revision__text")
        .with_chain()
        .order_by("pk")
    )
    standing = ClaimRelation.objects.filter(b__merged_into=None)
    relations = standing.select_related("b").order_by("pk")
    return (
        Claim.objects.filter(merged_into=None)
        .select_related("topic", "question")
        .prefetch_related(Prefetch("evidence", evidence), Prefetch("relations_out", relations))
        .order_by("pk")
    )
