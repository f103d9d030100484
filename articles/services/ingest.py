"""Ingest: one file becomes articles and revisions, or is refused, in one transaction."""

import hashlib
import re
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from articles.formats import choose
from articles.formats.draft import ArticleDraft, Reading, Unreadable
from articles.models import Article, Original, Outcome, Outlet, Paragraph, Revision
from articles.models.articles import Precision
from articles.text import slugs

OPENING_LENGTH = 120
# A header rule may have read its date from a line on which the prose begins.
DATE_BEFORE_PROSE = re.compile(r"^date \d{4}-\d\d-\d\d ")
LONGEST = {"title": 500, "byline": 300, "language": 35, "url": 1000, "outlet": 200}  # their columns


@dataclass
class Ingested:
    """What became of one file: `outcome`, the revisions it gave or met, and what to say of it."""

    path: str
    sha256: str
    outcome: Outcome
    encoding: str = ""
    message: str = ""
    warnings: list[str] = field(default_factory=list)
    reading: Reading | None = None
    revisions: list[Revision] = field(default_factory=list)
    created: list[Revision] = field(default_factory=list)


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


@transaction.atomic
def ingest(*, name, data, by=None):
    """Store the articles of the file `name`, all or none, and say what became of it.

    The same bytes again, under whatever name, change nothing; other words under a known
    `source_name` become a new revision of that article.
    """
    sha256 = sha256_of(data)
    known = list(Revision.objects.filter(original__sha256=sha256).select_related("article__outlet"))
    if known:
        return _unchanged(name, sha256, known)
    try:
        reading = choose.read(name, data, max_bytes=settings.MAX_IMPORT_BYTES)
    except Unreadable as error:
        return Ingested(name, sha256, Outcome.REJECTED, message=str(error))
    drafts, left_out = _fitting(reading.articles)
    stored = [
        _store(_source_name(name, index), draft, data, reading.encoding, by)
        for index, draft in enumerate(drafts)
    ]
    created = [revision for revision, is_new in stored if is_new]
    return Ingested(
        name,
        sha256,
        _outcome(created),
        reading.encoding,
        warnings=[*reading.warnings, *(w for draft in drafts for w in draft.warnings), *left_out],
        reading=reading,
        revisions=[revision for revision, _ in stored],
        created=created,
    )


@transaction.atomic
def try_ingest(*, name, data):
    """What `ingest` would do; nothing is saved, so the rows it speaks of are not there."""
    done = ingest(name=name, data=data)
    transaction.set_rollback(True)
    return done


def _unchanged(name, sha256, revisions):
    elsewhere = {r.article.source_name for r in revisions} - {name}
    message = f"The same bytes are stored as {', '.join(sorted(elsewhere))}." if elsewhere else ""
    encoding = revisions[0].encoding
    return Ingested(name, sha256, Outcome.UNCHANGED, encoding, message, revisions=revisions)


def _source_name(name, index):
    """The name of the n-th article of a file; a file of one article gives it its own."""
    return f"{name}#{index + 1}" if index else name


def _outcome(created):
    if not created:
        return Outcome.UNCHANGED
    return Outcome.CREATED if any(r.number == 1 for r in created) else Outcome.REVISED


def _fitting(drafts):
    """The drafts without what is longer than its column, and a warning for each such field."""
    fitting, left_out = [], []
    for draft in drafts:
        long = [name for name, limit in LONGEST.items() if len(getattr(draft, name)) > limit]
        left_out += [
            f"The {name} has {len(getattr(draft, name)):,} characters and was left out;"
            f" at most {LONGEST[name]:,} are kept."
            for name in long
        ]
        fitting.append(replace(draft, **dict.fromkeys(long, "")))
    return fitting, left_out


def _store(source_name, draft, data, encoding, by):
    """The revision with the draft's words, and whether it is new."""
    text_hash = sha256_of(draft.text.encode())
    article = Article.objects.select_for_update().filter(source_name=source_name).first()
    if article is None:
        article = _create_article(source_name, draft)
        number = 1
    else:
        revisions = article.revisions.order_by("-number")
        if same := revisions.filter(sha256=text_hash).first():
            return same, False
        number = revisions.values_list("number", flat=True)[0] + 1
    original, _ = Original.objects.get_or_create(sha256=sha256_of(data), defaults={"content": data})
    revision = Revision.objects.create(
        article=article,
        number=number,
        text=draft.text,
        sha256=text_hash,
        original=original,
        encoding=encoding,
        imported_by=by,
    )
    Paragraph.objects.bulk_create(
        Paragraph(revision=revision, position=n, start=p.start, end=p.end, kind=p.kind)
        for n, p in enumerate(draft.paragraphs, start=1)
    )
    return revision, True


def _create_article(source_name, draft: ArticleDraft):
    published, updated = draft.published, draft.updated
    return Article.objects.create(
        source_name=source_name,
        outlet=outlet_named(draft.outlet) if draft.outlet else None,
        url=draft.url,
        title=draft.title,
        opening=opening(draft),
        byline=draft.byline,
        language=draft.language,
        published_on=published.day if published else None,
        published_time=published.time if published else None,
        published_offset=published.offset if published else None,
        published_precision=published.precision if published else Precision.UNKNOWN,
        published_basis=draft.published_basis,
        updated_on=updated.day if updated else None,
        updated_time=updated.time if updated else None,
        updated_offset=updated.offset if updated else None,
    )


def opening(draft):
    """The first words of prose, cut at a word: what an article without a title is listed by."""
    bodies = (draft.text[p.start : p.end] for p in draft.paragraphs if p.kind == "body")
    words = DATE_BEFORE_PROSE.sub("", " ".join(next(bodies, "").split()))
    if len(words) <= OPENING_LENGTH:
        return words
    return words[:OPENING_LENGTH].rsplit(" ", 1)[0] + "…"


def outlet_named(name):
    """The outlet of that name, upper and lower case aside; made where there is none.

    Letters that only look alike make another outlet: nothing is merged without a person.
    """
    outlets = list(Outlet.objects.order_by("pk"))
    for outlet in outlets:
        if outlet.name.casefold() == name.casefold():
            return outlet
    slug = slugify(name, allow_unicode=True)[:200] or "outlet"
    return Outlet.objects.create(name=name, slug=slugs.free(slug, {o.slug for o in outlets}))
