"""Which checks there are, what each kind of them reads, and which of them new texts concern."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from articles.models import ReuseLink
from factcheck import stands
from factcheck.models import Directness, Evidence, Finding, Suggestion, SuggestionKind
from factcheck.rules import date_order, day_counts, drift, mismatches, opposed, quoted, weekdays
from factcheck.rules.findings import LOST_PASSAGE, lost_passages
from factcheck.services import finding_inputs

MOST_LINKS = 20_000  # pairs of paragraphs; of more, an import leaves what they share to run_checks


@dataclass(frozen=True)
class Kind:
    """Checks that read the same: their names, and a function that runs them over all there is."""

    checks: tuple[str, ...]
    notice: Callable


def _in_texts():
    texts = finding_inputs.texts()
    yield from day_counts.day_counts(texts)
    yield from weekdays.beside_dates(texts)
    yield from weekdays.beside_counts(texts)
    yield from date_order.order_of_dates(texts)


def _in_shared_wording():
    parts, links = finding_inputs.shared_wording()
    yield from mismatches.mismatches(parts, [(link.a_id, link.b_id) for link in links])
    copies = [(parts[link.a_id], parts[link.b_id]) for link in links if link.is_copy]
    yield from drift.copy_drift(drift.from_the_oldest(copies))


def _in_quotes():
    return quoted.quoted_differently(finding_inputs.quotes())


def _in_claims():
    return opposed.contradictions(stands.taken(), stands.rivals())


def _in_places():
    return lost_passages(finding_inputs.moved())


KINDS = {
    "texts": Kind((day_counts.CHECK, weekdays.CHECK, date_order.CHECK), _in_texts),
    "shared wording": Kind((mismatches.CHECK, drift.CHECK), _in_shared_wording),
    "quotes": Kind((quoted.CHECK,), _in_quotes),
    "claims": Kind((opposed.INTERNAL, opposed.SELF), _in_claims),
    "places": Kind((LOST_PASSAGE,), _in_places),
}


def concerned(revisions):
    """The kinds of checks whose findings any of these new texts, a queryset, may change."""
    articles = revisions.order_by().values("article")
    standing = Finding.objects.standing().filter(
        Q(revision__article__in=articles) | Q(other__article__in=articles)
    )
    known = set(standing.order_by().values_list("check_name", flat=True).distinct())
    kinds = [
        name
        for name, kind in KINDS.items()
        if known.intersection(kind.checks) or (name in MAY_CHANGE and MAY_CHANGE[name](revisions))
    ]
    if "shared wording" in kinds and ReuseLink.objects.count() > MOST_LINKS:
        kinds.remove("shared wording")
    return kinds


def _are_telling(revisions):
    rows = revisions.select_related("article").iterator(chunk_size=200)
    return any(finding_inputs.is_telling(finding_inputs.text_of(revision)) for revision in rows)


def _share_wording(revisions):
    ours = revisions.order_by().values("pk")
    links = ReuseLink.objects.filter(Q(a__revision__in=ours) | Q(b__revision__in=ours))
    return links.exists()


def _quote(revisions):
    quotes = Suggestion.objects.filter(kind=SuggestionKind.QUOTE, suggester="")
    return quotes.filter(
        directness=Directness.DIRECT_QUOTE, revision__in=revisions.order_by().values("pk")
    ).exists()


def _hold_evidence(revisions):
    articles = revisions.order_by().values("article")
    return Evidence.objects.live().filter(passage__revision__article__in=articles).exists()


MAY_CHANGE = {
    "texts": _are_telling,
    "shared wording": _share_wording,
    "quotes": _quote,
    "claims": _hold_evidence,
}
