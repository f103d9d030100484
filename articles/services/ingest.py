"""Ingest: one file becomes articles and revisions, or is refused, in one transaction."""

import hashlib
import logging
import re
from dataclasses import dataclass, field, replace
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from articles.formats import choose
from articles.formats.draft import ArticleDraft, UnknownEncoding, Unreadable
from articles.formats.limits import Limits
from articles.models import Article, Original, Outcome, Outlet, Paragraph, Revision
from articles.models.articles import LONGEST, Basis, Precision
from articles.services import remarks_on
from articles.services.indexing import index_revision
from articles.services.reuse import find_copies
from articles.text import dates, slugs

logger = logging.getLogger(__name__)

OPENING_LENGTH = 120
# A header rule may have read its date from a line on which the prose begins.
DATE_BEFORE_PROSE = re.compile(r"^date \d{4}-\d\d-\d\d ")


@dataclass
class Ingested:
    """What became of one file: `outcome`, the revisions it gave or met, and what to say of it.

    `lengths` are the paragraphs of each revision, None where a text was not read again.
    `undecided`: refused only because nothing says which encoding the text is in.
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
    undecided: bool = False


@dataclass(frozen=True)
class Decided:
    """What a person decided about a file before its import: its encoding, details by source_name.

    Details are strings under the names of an ArticleDraft's fields; "published" is a date that
    `dates.read_moment` reads, or empty. They say what a new article is stored with.
    """

    encoding: str = ""
    details: dict[str, dict[str, str]] = field(default_factory=dict)


NOTHING_DECIDED = Decided()


def limits():
    """How much of a file is read on this site."""
    return Limits(file_bytes=settings.MAX_IMPORT_BYTES, **settings.IMPORT_LIMITS)


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


@transaction.atomic
def ingest(*, name, data, by=None, decided=NOTHING_DECIDED):
    """Store the articles of the file `name`, all or none, and say what became of it.

    The same bytes again, under whatever name, change nothing; other words under a known
    `source_name` become a new revision of that article. An archive stands for the files in it.
    """
    done = Ingested(name, sha256_of(data))
    try:
        for member, content in choose.members(name, data, limits()):
            _take(done, member, content, by, decided)
    except Unreadable as error:
        return _rejected(done, error)
    done.outcome = _outcome(done)
    return done


@transaction.atomic
def try_ingest(*, name, data, decided=NOTHING_DECIDED):
    """What `ingest` would do; nothing is saved, so the rows it speaks of are not there."""
    done = ingest(name=name, data=data, decided=decided)
    transaction.set_rollback(True)
    return done


def _take(done, member, content, by, decided):
    """Store one file of what was handed in; a bad member of an archive is only reported."""
    try:
        if isinstance(content, Unreadable):
            raise content
        known = _stored(content)
        if known and decided.encoding in ("", known[0].encoding):
            done.revisions += known
            done.lengths += [None] * len(known)
            done.encoding = known[0].encoding
            done.message = _stored_as(known, member)
            return
        reading = _read(member, content, decided.encoding)
    except Unreadable as error:
        if member == done.path:
            raise
        done.warnings.append(f"{member}: {error}")
        return
    _keep(done, reading, content, by, decided)


def _keep(done, reading, content, by, decided):
    drafts, left_out = _fitting(reading.articles)
    drafts = [_corrected(draft, decided.details.get(draft.source_name)) for draft in drafts]
    remarks = []
    original = cache(lambda: _original(content))  # one row for all articles of a table
    for draft in drafts:
        revision, is_new = _store(draft, original, reading.encoding, by)
        if draft.source_name in decided.details and revision.number > 1:
            remarks.append(
                f"{draft.source_name} is known already: what was corrected before the import was"
                " not taken. Correct it on the article’s page."
            )
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


def _corrected(draft, details):
    """The draft with the details that a person gave it; a date of theirs is an editor's."""
    if not details:
        return draft
    fields = {name: value for name, value in details.items() if name != "published"}
    if "published" in details:
        fields["published"] = dates.read_moment(details["published"])
        fields["published_basis"] = Basis.EDITOR if fields["published"] else ""
    return replace(draft, **fields)


def _rejected(done, error):
    done.message, done.rejected_rows = str(error), _rows(error.rejected_rows)
    done.undecided = isinstance(error, UnknownEncoding)
    return done


def _read(name, data, encoding):
    """Read one file. Where its reader fails it is refused, so that the rest of a batch goes in."""
    try:
        return choose.read(name, data, limits=limits(), encoding=encoding or None)
    except Unreadable:
        raise
    except Exception as fault:
        logger.exception("The reader of %s failed", ascii(name))
        raise Unreadable(
            f"The program failed to read it ({type(fault).__name__}). Save it in another form, and"
            " tell whoever runs this site, whose log has the fault."
        ) from fault


def _rows(rejected):
    return [{"row": row, "message": message} for row, message in rejected]


def _stored(content):
    """The revisions that came of the same bytes before."""
    revisions = Revision.objects.filter(original__sha256=sha256_of(content))
    return list(revisions.select_related("article__outlet").order_by("pk"))


def _stored_as(revisions, name):
    """What is to be said of bytes that are stored: under which names, or as an older text."""
    latest = max(revisions, key=lambda revision: revision.number)
    if latest.article.revisions.filter(number__gt=latest.number).exists():
        return (
            f"These are the words of text {latest.number}; a later text of this article is stored"
            " and stays the newest."
        )
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


def _original(data):
    return Original.objects.get_or_create(sha256=sha256_of(data), defaults={"content": data})[0]


def _store(draft, original, encoding, by):
    """The revision with the draft's words, and whether it is new; `original` gives its bytes."""
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
    revision = Revision.objects.create(
        article=article,
        number=number,
        text=draft.text,
        sha256=text_hash,
        original=original(),
        encoding=encoding,
        imported_by=by,
    )
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(revision=revision, position=n, start=p.start, end=p.end, kind=p.kind)
        for n, p in enumerate(draft.paragraphs, start=1)
    )
    index_revision(revision=revision, paragraphs=paragraphs)
    find_copies(revision=revision, paragraphs=paragraphs)
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
    return known_outlet(name) or new_outlet(name)


def known_outlet(name):
    """The outlet of that name, upper and lower case aside, or None.

    The name of a merged outlet stands for the one that it has become.
    """
    named = [o for o in Outlet.objects.order_by("pk") if o.name.casefold() == name.casefold()]
    standing = [outlet for outlet in named if outlet.merged_into_id is None]
    if found := [*standing, *named]:
        return found[0].current
    return None


def new_outlet(name):
    """An outlet of that name, whatever others are called; its slug comes from the name."""
    slug = slugify(name, allow_unicode=True)[:200] or "outlet"
    taken = set(Outlet.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return Outlet.objects.create(name=name, slug=slugs.free(slug, taken))
