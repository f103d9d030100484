"""Ingest: one file becomes articles and revisions, or is refused, in one transaction."""

import hashlib
import re
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from articles.formats import choose
from articles.formats.draft import ArticleDraft, Unreadable
from articles.formats.limits import Limits
from articles.models import Article, Original, Outcome, Outlet, Paragraph, Revision
from articles.models.articles import Precision
from articles.services import remarks_on
from articles.text import slugs

OPENING_LENGTH = 120
# A header rule may have read its date from a line on which the prose begins.
DATE_BEFORE_PROSE = re.compile(r"^date \d{4}-\d\d-\d\d ")
# The columns of what is read from a header.
LONGEST = {"title": 500, "byline": 300, "language": 35, "url": 1000, "outlet": 200}


@dataclass
class Ingested:
    """What became of one file: `outcome`, the revisions it gave or met, and what to say of it.

    `lengths` are the paragraphs of each revision, None where a text was not read again.
    """

    path: str
    sha256: str
    outcome: Outcome = Outcome.REJECTED
    encoding: str = ""
    message: str = ""
    warnings: list[str] = field(default_factory=list)
    rejected_rows: list[dict] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    created: list[Revision] = field(default_factory=list)
    lengths: list[int | None] = field(default_factory=list)


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


@transaction.atomic
def ingest(*, name, data, by=None):
    """Store the articles of the file `name`, all or none, and say what became of it.

    The same bytes again, under whatever name, change nothing; other words under a known
    `source_name` become a new revision of that article. An archive stands for the files in it.
    """
    done = Ingested(name, sha256_of(data))
    limits = Limits(file_bytes=settings.MAX_IMPORT_BYTES)
    try:
        for member, content in choose.members(name, data, limits):
            _take(done, member, content, limits, by)
    except Unreadable as error:
        return _rejected(done, error)
    done.outcome = _outcome(done)
    return done


@transaction.atomic
def try_ingest(*, name, data):
    """What `ingest` would do; nothing is saved, so the rows it speaks of are not there."""
    done = ingest(name=name, data=data)
    transaction.set_rollback(True)
    return done


def _take(done, member, content, limits, by):
    """Store one file of what was handed in; a bad member of an archive is only reported."""
    try:
        if isinstance(content, Unreadable):
            raise content
        if known := _stored(content):
            done.revisions += known
            done.lengths += [None] * len(known)
            done.encoding = known[0].encoding
            done.message = _stored_as(known, member)
            return
        reading = choose.read(member, content, limits=limits)
    except Unreadable as error:
        if member == done.path:
            raise
        done.warnings.append(f"{member}: {error}")
        return
    _keep(done, reading, content, by)


def _keep(done, reading, content, by):
    drafts, left_out = _fitting(reading.articles)
    remarks = []
    for draft in drafts:
        revision, is_new = _store(draft, content, reading.encoding, by)
        done.revisions.append(revision)
        done.lengths.append(len(draft.paragraphs))
        done.created += [revision] if is_new else []
        remarks += [*remarks_on.invisible_characters(draft), *remarks_on.reprints(revision)]
    done.encoding = reading.encoding
    done.warnings += [
        *reading.warnings,
        *(w for d in drafts for w in d.warnings),
        *left_out,
        *remarks,
    ]
    done.rejected_rows += _rows(reading.rejected_rows)


def _rejected(done, error):
    done.message, done.rejected_rows = str(error), _rows(error.rejected_rows)
    return done


def _rows(rejected):
    return [{"row": row, "message": message} for row, message in rejected]


def _stored(content):
    """The revisions that came of the same bytes before."""
    revisions = Revision.objects.filter(original__sha256=sha256_of(content))
    return list(revisions.select_related("article__outlet").order_by("pk"))


def _stored_as(revisions, name):
    elsewhere = {r.article.source_name for r in revisions} - {name}
    if not elsewhere or any(r.article.source_name.startswith(name) for r in revisions):
        return ""
    return f"The same bytes are stored as {', '.join(sorted(elsewhere))}."


def _outcome(done):
    if not done.created:
        return Outcome.UNCHANGED if done.revisions else Outcome.REJECTED
    is_new = any(revision.number == 1 for revision in done.created)
    return Outcome.CREATED if is_new else Outcome.REVISED


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


def _store(draft, data, encoding, by):
    """The revision with the draft's words, and whether it is new."""
    source_name = draft.source_name
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
