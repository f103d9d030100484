"""What suggesters from outside propose: checked, labelled with their names, and stored to wait."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from factcheck import search, suggesters
from factcheck.models import (
    Claim,
    Consultation,
    Directness,
    Stance,
    Suggestion,
    SuggestionDecision,
    SuggestionKind,
)
from factcheck.rules import proposals
from factcheck.services import ledger

PLACE = ("revision", "start", "end")


class BadSuggestion(Exception):
    """A suggester gave what cannot be a suggestion; nothing of that text was stored."""


def consult(*, name, suggester, revision, by):
    """Ask a suggester about an article's newest text; how many suggestions are new.

    What it proposed before is not proposed again, whatever was decided; nor is a quote that the
    program proposes itself, or a passage that was dismissed for its claim. Raises BadSuggestion
    where one has no words, or names a claim, stance or directness that there is not.
    """
    claims = {claim.key: claim for claim in Claim.objects.listed().order_by("pk")}
    known = [suggesters.KnownClaim(key, claim.proposition) for key, claim in claims.items()]
    # Outside of any transaction: a model may take its time, and no editor waits for it.
    given = list(suggester(_source(revision), known))
    rows = [_suggestion(name, found, revision, claims) for found in given]
    return _store(name, rows, revision, by)


@transaction.atomic
def _store(name, rows, revision, by):
    ledger.lock()
    standing = set(Claim.objects.listed().values_list("pk", flat=True))
    rows = [row for row in rows if row.claim_id is None or row.claim_id in standing]
    _name_speakers(rows)
    new = [row for row in _keyed(name, rows, revision) if _is_new(row)]
    Suggestion.objects.bulk_create(new)
    Consultation.objects.update_or_create(
        suggester=name, revision=revision, defaults={"at": timezone.now()}
    )
    if new:
        after = {"proposed": len(new), "suggester": name}
        ledger.record(by, "consult suggester", row=revision, after=after)
    return len(new)


def _source(revision):
    article = revision.article
    return suggesters.Source(
        name=article.source_name,
        text=revision.text,
        title=article.title,
        outlet=str(article.outlet or ""),
        language=article.language,
        published_on=article.published_on,
    )


def _suggestion(name, found, revision, claims):
    start, end = found.start, found.end
    if not (isinstance(start, int) and isinstance(end, int)) or not (
        0 <= start < end <= len(revision.text) and revision.text[start:end].strip()
    ):
        raise BadSuggestion(f"[{start}, {end}) holds no words of the text.")
    told = {"suggester": name, "revision": revision, "start": start, "end": end}
    told["exact"] = revision.text[start:end]
    if isinstance(found, suggesters.Quote):
        if found.directness not in Directness:
            raise BadSuggestion(f"“{found.directness}” is no directness: {Directness.values}.")
        speaker = found.speaker[:200]
        return Suggestion(
            kind=SuggestionKind.QUOTE, speaker_name=speaker, directness=found.directness, **told
        )
    if found.claim not in claims:
        raise BadSuggestion(f"There is no claim with the key “{found.claim}”.")
    if found.stance and found.stance not in Stance:
        raise BadSuggestion(f"“{found.stance}” is no stance: {Stance.values}, or empty.")
    return Suggestion(
        kind=SuggestionKind.PASSAGE,
        claim=claims[found.claim],
        stance=found.stance,
        why=found.why[:300],
        **told,
    )


def _name_speakers(rows):
    actors = search.actors_called({row.speaker_name for row in rows if row.speaker_name})
    for row in rows:
        row.speaker = actors.get(row.speaker_name)


def _keyed(name, rows, revision):
    """The rows with their keys, each once."""
    met, keyed = Counter(), {}
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        words = (row.kind, row.claim and row.claim.key, row.exact)
        about = [row.claim.key] if row.claim else [revision.article.source_name, str(met[words])]
        row.key = proposals.outside_key(name, row.kind, *about, row.exact)
        met[words] += 1
        keyed.setdefault(row.key, row)
    return keyed.values()


def _is_new(row):
    """Whether nobody has been asked about this before; what waits is moved to this text."""
    same = Suggestion.objects.filter(key=row.key)
    if same.exists():
        of_article = same.filter(revision__article=row.revision.article_id)
        of_article.update(**{name: getattr(row, name) for name in PLACE})
        return False
    if row.kind == SuggestionKind.QUOTE:
        here = {name: getattr(row, name) for name in PLACE}
        return not Suggestion.objects.filter(kind=row.kind, suggester="", **here).exists()
    paragraph = row.revision.paragraphs.filter(start__lte=row.start, end__gte=row.end).first()
    words = [row.exact] + [row.revision.text[p.start : p.end] for p in [paragraph] if p]
    keys = [proposals.passage_key(row.claim.key, word) for word in words]
    gone = Suggestion.objects.filter(key__in=keys, decision=SuggestionDecision.DISMISSED)
    return not gone.exists()
