"""Quotes found in articles: proposed with their speakers, for people to take or dismiss."""

from collections import Counter
from hashlib import sha256

from django.db import transaction

from articles.text.quotes import find_quotes
from factcheck import search
from factcheck.models import Directness, Suggestion, SuggestionKind
from factcheck.services import ledger

DIRECTNESS = {
    "direct": Directness.DIRECT_QUOTE,
    "mixed": Directness.INDIRECT_SPEECH,
    "indirect": Directness.INDIRECT_SPEECH,
}
PLACE = ("revision_id", "start", "end")
TOLD = ("speaker_name", "speaker_id", "directness", "cue")
AT_ONCE = 500  # rows that are written with one statement
MOST_LETTERS = 500_000  # of a text that is looked at: it costs a second and 150 MB at the most


@transaction.atomic
def propose_quotes(*, revision, by):
    """Propose the quotes of an article's newest text; how many are new, and how many were moved.

    What was proposed of an earlier text is moved to this one, whatever was decided about it, and is
    not proposed again. Texts that are not in English give none, nor do those that are too long.
    """
    ledger.lock()
    rows = Suggestion.objects.filter(
        kind=SuggestionKind.QUOTE, suggester="", revision__article=revision.article_id
    )
    known = {row.key: row for row in rows}
    found = _found(revision)
    new = [row for row in found if row.key not in known]
    changed = [known[row.key] for row in found if row.key in known and _follow(known[row.key], row)]
    Suggestion.objects.bulk_create(new, batch_size=AT_ONCE)
    Suggestion.objects.bulk_update(changed, [*PLACE, *TOLD], batch_size=AT_ONCE)
    if new or changed:
        after = {"proposed": len(new), "moved": len(changed)}
        ledger.record(by, "propose quotes", row=revision, after=after)
    return len(new), len(changed)


def _found(revision):
    """An unsaved Suggestion for each quote in the text, in order."""
    language = revision.article.language.partition("-")[0].lower()
    if language not in ("", "en") or len(revision.text) > MOST_LETTERS:
        return []
    quotes, met, found = find_quotes(revision.text), Counter[str](), []
    names = {quote.speaker for quote in quotes}
    actors = search.actors_called(names, revision.article.published) if quotes else {}
    for quote in quotes:
        exact = revision.text[quote.start : quote.end]
        found.append(
            Suggestion(
                kind=SuggestionKind.QUOTE,
                key=_key(revision.article.source_name, exact, met[exact]),
                revision=revision,
                start=quote.start,
                end=quote.end,
                exact=exact,
                speaker_name=quote.speaker[:200],
                speaker=actors.get(quote.speaker),
                directness=DIRECTNESS[quote.directness],
                cue=quote.cue[:100],
            )
        )
        met[exact] += 1
    return found


def _key(source_name, exact, nth):
    """The name of a quote: its article, its words, and how often they were quoted before there."""
    told = "\0".join([SuggestionKind.QUOTE, source_name, str(nth), exact])
    return sha256(told.encode()).hexdigest()


def _follow(known, found):
    """Bring a stored quote up to where it was found now; say whether that changed it.

    What was decided stays decided as it was told then.
    """
    names = PLACE if known.decision else (*PLACE, *TOLD)
    differing = [name for name in names if getattr(known, name) != getattr(found, name)]
    for name in differing:
        setattr(known, name, getattr(found, name))
    return bool(differing)
