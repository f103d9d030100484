"""The origins of the evidence on claims, read from the database."""

from collections import defaultdict
from itertools import batched

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Substr

from articles.models import Kind, Outlet, Paragraph, Passage, ReuseLink
from factcheck.models import Stance
from factcheck.rules.evidence_state import evidence_state
from factcheck.rules.origins import Piece, count, origins

# The field of a claim that counts the articles with evidence of a stance.
TALLIED = {
    Stance.SUPPORTS: "supporting",
    Stance.CONTRADICTS: "contradicting",
    Stance.MENTIONS: "mentioning",
}
SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)
AT_ONCE = 5000  # keys in one statement; SQLite takes 32,766
FIELDS = {
    "article": "passage__revision__article",
    "text": "passage__revision__sha256",
    "outlet": "passage__revision__article__outlet",
    "printed": "passage__revision__article__published_on",
}


def origins_of(evidence):
    """The origins of these rows of evidence, each claim by itself: {claim: [Origin]}.

    Origins are numbered as readers meet them: those that support a claim first, each side in the
    order of printing. A fixed number of queries for every 5,000 passages, however many claims they
    bear on.
    """
    by_claim, copies = _pieces(evidence)
    return {claim: origins(pieces, _among(pieces, copies)) for claim, pieces in by_claim.items()}


def counted(evidence, claims):
    """What these rows of evidence come to for each of the claims: {claim: {field: value}}.

    The fields are `Claim.computed`. As many queries as `origins_of` takes.
    """
    by_claim, copies = _pieces(evidence)
    return {claim.pk: _counted(by_claim[claim.pk], copies) for claim in claims}


def _counted(pieces, copies):
    stances = {piece.key: piece.stance for piece in pieces}
    found = count(origins(pieces, _among(pieces, copies)), stances)
    supporting, contradicting = (found.get(stance, 0) for stance in SIDES)
    printed = {
        field: len({piece.article for piece in pieces if piece.stance == stance})
        for stance, field in TALLIED.items()
    }
    return {
        **printed,
        "supporting_origins": supporting,
        "contradicting_origins": contradicting,
        "evidence_state": evidence_state(supporting, contradicting).value,
    }


def _pieces(evidence):
    """The rows as the rule takes them, by claim, and the copies among all of their paragraphs."""
    printed = F(FIELDS["printed"]).asc(nulls_last=True)
    evidence = evidence.order_by(printed, "passage__revision", "passage__start", "pk")
    fields = {name: F(at) for name, at in FIELDS.items()}
    rows = list(evidence.values("pk", "claim", "speaker", "stance", "passage", **fields))
    rows.sort(key=lambda row: Stance.values.index(row["stance"]))
    standing = paragraphs_of({row["passage"] for row in rows})
    houses = houses_of_outlets()
    by_claim = defaultdict(list)
    for row in rows:
        piece = Piece(
            key=row["pk"],
            article=row["article"],
            text=row["text"],
            house=row["outlet"] and houses.get(row["outlet"], row["outlet"]),
            speaker=row["speaker"],
            stance=row["stance"],
            paragraphs=frozenset(standing[row["passage"]]),
        )
        by_claim[row["claim"]].append(piece)
    return by_claim, _copies({pk for paragraphs in standing.values() for pk in paragraphs})


def paragraphs_of(passages):
    """In which paragraphs each of these passages stands: {passage: {paragraph, …}}.

    A paragraph that repeats an earlier one of its text counts as that one, as copies are kept.
    """
    standing = defaultdict(set)
    for keys in batched(passages, AT_ONCE, strict=False):
        overlapping = Passage.objects.filter(
            pk__in=keys,
            revision__paragraphs__start__lt=F("end"),
            revision__paragraphs__end__gt=F("start"),
        )
        for passage, paragraph in overlapping.values_list("pk", "revision__paragraphs"):
            standing[passage].add(paragraph)
    first = _first_of_repeated({pk for paragraphs in standing.values() for pk in paragraphs})
    for paragraphs in standing.values():
        paragraphs.update([first[pk] for pk in paragraphs & first.keys()])
    return standing


def _first_of_repeated(paragraphs):
    """Of paragraphs that have no marks of their own, as they repeat others: {it: the first}."""
    words = Substr("revision__text", F("start") + 1, F("end") - F("start"))
    before = Paragraph.objects.filter(
        revision=OuterRef("revision"),
        position__lt=OuterRef("position"),
        kind=Kind.BODY,
        end=F("start") + OuterRef("end") - OuterRef("start"),
    ).annotate(told=words)
    same = before.filter(told=OuterRef("told")).order_by("position").values("pk")[:1]
    first = {}
    for keys in batched(paragraphs, AT_ONCE, strict=False):
        unmarked = Paragraph.objects.filter(pk__in=keys, kind=Kind.BODY, fingerprints=None)
        repeated = unmarked.annotate(told=words).annotate(first=Subquery(same))
        first |= dict(repeated.exclude(first=None).values_list("pk", "first"))
    return first


def _copies(paragraphs):
    """Of these paragraphs those that copy each other: {one: {another, …}}, the lesser key first."""
    copies = defaultdict(set)
    for keys in batched(paragraphs, AT_ONCE, strict=False):
        pairs = ReuseLink.objects.copies().filter(a__in=keys).values_list("a", "b")
        for a, b in pairs:
            if b in paragraphs:
                copies[a].add(b)
    return copies


def _among(pieces, copies):
    """The pairs of copies of which both stand in the paragraphs of these pieces."""
    here = {pk for piece in pieces for pk in piece.paragraphs}
    return [(a, b) for a in sorted(here & copies.keys()) for b in sorted(copies[a] & here)]


def houses_of_outlets():
    """Who owns each outlet in the end; an outlet that stands for itself is left out."""
    above = {}
    for pk, owner, merged_into in Outlet.objects.values_list("pk", "owner", "merged_into"):
        if merged_into or owner:
            above[pk] = merged_into or owner
    return {pk: _top(pk, above) for pk in above}


def _top(pk, above):
    met = {pk}
    while pk in above and above[pk] not in met:
        pk = above[pk]
        met.add(pk)
    return pk
