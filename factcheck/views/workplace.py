"""Where an editor works: at one article, or at two side by side; each change leads back there."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.models import Article, Revision
from factcheck import beside, presenters, queries
from factcheck.models import Evidence, Stance
from factcheck.queries import findings, proposals, queue, unsaved
from factcheck.views.queue_bar import bar, item_of
from factcheck.views.typed import typed

MOST_RETIRED = 20


class Beside(NamedTuple):
    """The newest texts of two articles side by side."""

    left: Revision
    right: Revision

    @property
    def key(self):
        """Names the two in forms and addresses."""
        return f"{self.left.article_id}-{self.right.article_id}"

    @property
    def url(self):
        return reverse("desk:beside", args=self.key.split("-"))

    def of(self, pk):
        """The text of the article of that key, which is one of the two, or the left one."""
        return self.right if str(pk) == str(self.right.article_id) else self.left


def newest(pk):
    """The newest text of an article, with the article."""
    found = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    revision = queries.newest_revision(found)
    if revision is None:
        raise Http404
    revision.article = found
    return revision


def beside_at(request, revision):
    """The two articles at which the editor works, if the form says so and this is one of them."""
    keys = typed(request, "beside", 40).split("-")
    if len(keys) != 2 or not all(key.isdecimal() and len(key) < 19 for key in keys):
        return None
    left, right = map(int, keys)
    if left == right or revision.article_id not in (left, right):
        return None
    other = newest(right if revision.article_id == left else left)
    return Beside(revision, other) if revision.article_id == left else Beside(other, revision)


def panel_of(revision, pair=None):
    """What the panel needs to know of the place where it stands.

    `kept` goes along in its forms, and `kept_query` in its links.
    """
    kept = {"beside": pair.key, "of": revision.article_id} if pair else {}
    return {
        "article": revision.article,
        "revision": revision,
        "beside": pair,
        "page_url": pair.url if pair else reverse("desk:article", args=[revision.article_id]),
        "panel_url": reverse("desk:panel", args=[revision.article_id]),
        "kept": kept.items(),
        "kept_query": f"{urlencode(kept)}&" if kept else "",
    }


def shown(request, revision, pair=None):
    """All that the page shows but the panel's form: the article, or the two side by side."""
    retired = [pk for pk in request.POST.getlist("retired") if pk.isdecimal() and len(pk) < 19]
    rows = Evidence.objects.exclude(retired_at=None).for_display().filter(pk__in=retired)
    context = _two(request, pair) if pair else _one(request, revision)
    context |= {"retired": list(rows)[-MOST_RETIRED:], "stances": Stance.choices}
    return context | panel_of(revision, pair)


def _one(request, revision):
    context = queries.article_page(revision, request.user)
    context["rows"] = presenters.marked_up(
        revision.text,
        context["paragraphs"],
        context["evidence"],
        places=context["places"],
        show=presenters.naming_invisible,
    )
    context |= proposals.quotes_of(revision)
    presenters.set_beside(
        context["rows"], proposals=context["proposals"], findings=findings.of(revision)
    )
    context["is_read"] = queue.is_read(revision)
    place = reverse("desk:article", args=[revision.article_id])
    context["unsaved_rows"] = unsaved.below(request.user, f"{place}?")
    keys = {"quotes": revision.pk, "articles": revision.pk, "findings": item_of(request)}
    return context | bar(request, **keys)


def _two(request, pair):
    sides = [queries.marks_of(revision, request.user) for revision in pair]
    return {"sides": sides} | beside.page(*sides)


def done(
    request,
    revision,
    said,
    *,
    tell=messages.success,
    linked=None,
    changed=None,
    retired=None,
    restored=None,
    undo_url="",
):
    """Say what was done, with a way back; htmx gets the desk, others are sent to the page."""
    pair = beside_at(request, revision)
    if not request.htmx:
        tell(request, said)
        return redirect(panel_of(revision, pair)["page_url"])
    context = shown(request, revision, pair) | {"said": said, "just_retired": retired}
    context["undo_url"] = undo_url
    if linked:
        context["undo_url"] = reverse("desk:retire", args=[linked.pk])
    if changed:
        row, context["undo_stance"] = changed
        context["undo_url"] = reverse("desk:change-stance", args=[row.pk])
    if retired:
        context["undo_url"] = reverse("desk:restore", args=[retired.pk])
        context["retired"] = [retired, *(r for r in context["retired"] if r.pk != retired.pk)]
    if restored:
        context["retired"] = [r for r in context["retired"] if r.pk != restored.pk]
    return render(request, "desk/_beside.html" if pair else "desk/_desk.html", context)
