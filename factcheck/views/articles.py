"""Articles and passages, as readers see them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.models import Article, Passage, Revision
from factcheck import differences, presenters, queries
from factcheck.views.access import needs
from factcheck.views.paging import paged


@require_safe
def article_list(request):
    return render(request, "articles/list.html", paged(request, queries.article_list(request.user)))


@require_safe
def article_detail(request, pk):
    """The newest text of an article, with its marks."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    revision = queries.newest_revision(article)
    if revision is None:
        raise Http404
    revision.article = article
    return _show(request, revision, is_newest=True)


@require_safe
def revision_detail(request, pk, number):
    """The text of an article as it once was."""
    revisions = Revision.objects.select_related("article__outlet")
    # article__id, not article: there a number too big for SQLite is an error, not a missing row.
    revision = get_object_or_404(revisions, article__id=pk, number=number)
    newest = queries.newest_revision(revision.article)
    return _show(request, revision, is_newest=newest.number == revision.number)


@require_safe
@needs("factcheck.work_at_desk")
def original(request, pk, number):
    """The bytes as they came, to be saved and never shown: they may hold anything."""
    revisions = Revision.objects.select_related("article", "original")
    revision = get_object_or_404(revisions, article__id=pk, number=number)
    name = revision.article.source_name.rpartition("/")[2] or "original"
    kept = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        bytes(revision.original.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": kept},
    )


def _show(request, revision, *, is_newest):
    context = queries.article_page(revision, request.user)
    sought = request.GET.get("passage", "")
    context["is_newest"] = is_newest
    paragraphs = context["paragraphs"]
    if not context["is_open"]:
        paragraphs = list(presenters.in_lines(revision.text, paragraphs))
    rows = presenters.marked_up(
        revision.text,
        paragraphs,
        context["evidence"],
        places=context["places"],
        sought=int(sought) if sought.isdecimal() and len(sought) < 19 else None,
    )
    for row in rows:
        row["copies"] = context["copies"].get(row["paragraph"].pk, ())
        row["drift"] = _drift(row, revision.text, request.user)
    context["rows"] = rows if context["is_open"] else presenters.excerpts(rows)
    return render(request, "articles/detail.html", context)


def _drift(row, text, user):
    """How a paragraph comes from its oldest copy, where that is older and may be read; or ""."""
    oldest = next(iter(row["copies"]), None)
    if oldest is None or not oldest.is_older:
        return ""
    article = oldest.revision.article
    if not article.is_open and not user.has_perm("articles.read_full_text"):
        return ""
    words = text[row["paragraph"].start : row["paragraph"].end]
    return "" if words == oldest.words else differences.inline(oldest.words, words)


@require_safe
def passage(request, pk):
    """Goes to the marked words, in the revision where they were chosen."""
    found = queries.passage_seen_by(request.user, Passage.objects.all(), pk)
    if found is None:
        raise Http404
    revision = found.revision
    newest = queries.newest_revision(revision.article)
    if newest.number == revision.number:
        address = revision.article.get_absolute_url()
    else:
        address = reverse("articles:revision", args=[revision.article_id, revision.number])
    return redirect(f"{address}?passage={found.pk}#passage-{found.pk}")
