"""Details: what is said of an article beside its words, corrected by editors with a reason."""

from django.db import transaction

from articles.models import Article, Basis, Precision, ReadersSee
from articles.services import indexing
from factcheck.services import findings, ledger, looking
from factcheck.services.finding_inputs import newest
from factcheck.services.tallies import recount_on

# What day counts are held against.
DATED = ("published_on", "published_precision", "published_basis")


class ReasonMissing(Exception):
    """Details were about to change without a reason."""

    def __init__(self):
        super().__init__("Say why the details change. The reason is kept beside the change.")


class ChangedMeanwhile(Exception):
    """Somebody else changed the details since they were read."""

    def __init__(self):
        super().__init__("The details were changed by somebody else meanwhile.")


class NotInferred(Exception):
    """A date was to be confirmed that was not inferred, or is not any more."""

    def __init__(self):
        super().__init__("The date is not inferred any more. Nothing was changed.")


@transaction.atomic
def edit_details(*, article, by, reason, seen="", **changes):
    """Change `title`, `outlet`, `byline`, `language`, `url`, `readers_see` or the date.

    The date is `published`, a Moment or None, and `is_date_unknown` where an editor says so; if
    it changes, its basis is "editor". A text that readers see in passages stays so where another
    outlet would open it, unless who changes it may open texts. The words of an article are changed
    by nobody. ReasonMissing without a reason; ChangedMeanwhile where the article is not the version
    that was `seen`.
    """
    article = _locked(article, seen)
    before, was = ledger.snapshot(article), article.version
    was_open = article.is_open
    if "published" in changes:
        moment, unknown = changes.pop("published"), changes.pop("is_date_unknown", False)
        if (moment, unknown) != (article.published, article.is_date_unknown):
            _set_date(article, moment, unknown, reason)
    for name, value in changes.items():
        setattr(article, name, value)
    if article.version == was:
        return article
    if by and article.is_open and not was_open and not by.has_perm("articles.manage_outlets"):
        article.readers_see = ReadersSee.PASSAGES  # to open a text is not every editor's to decide
    if not reason.strip():
        raise ReasonMissing
    return _save(article, by, "edit details", before, reason)


@transaction.atomic
def confirm_date(*, article, by, seen=""):
    """Take an inferred date for the article's own; how it was inferred stays said."""
    article = _locked(article, seen)
    if article.published_basis != Basis.INFERRED:
        raise NotInferred
    before = ledger.snapshot(article)
    article.published_basis = Basis.EDITOR
    return _save(article, by, "confirm date", before, "set as it was inferred")


def _set_date(article, moment, unknown, reason):
    article.published_on = moment.day if moment else None
    article.published_time = moment.time if moment else None
    article.published_offset = moment.offset if moment else None
    article.published_precision = moment.precision if moment else Precision.UNKNOWN
    article.published_basis = Basis.EDITOR if moment or unknown else ""
    article.published_why = reason if moment else ""


def _save(article, by, verb, before, reason):
    article.save()
    after = ledger.snapshot(article)
    if after["title"] != before["title"]:  # passages are found by it too
        indexing.index_articles(pks=[article.pk])
    ledger.record(by, verb, row=article, before=before, after=after, reason=reason)
    if before["outlet_id"] != after["outlet_id"]:
        recount_on([article])
    is_dated_anew = any(before[name] != after[name] for name in DATED)
    if is_dated_anew and (kinds := looking.concerned(newest().filter(article=article))):
        findings.look(by=None, kinds=kinds)
    return article


def _locked(article, seen):
    ledger.lock()
    article = Article.objects.select_for_update().get(pk=article.pk)
    if seen and seen != article.version:
        raise ChangedMeanwhile
    return article
