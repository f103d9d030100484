"""The texts of an article, side by side."""

from django.shortcuts import get_object_or_404, render
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles.models import Article, Revision
from factcheck import differences, presenters


@require_safe
def diff(request, pk, a, b):
    """What changed from one text of an article to another; not where readers see passages only."""
    old, new = (_revision(pk, number) for number in (a, b))
    context = {"article": new.article, "old": old, "new": new, "texts": [old, new]}
    at_desk = request.user.has_perm("factcheck.work_at_desk")
    context["is_open"] = Article.objects.open_to(request.user).filter(pk=pk).exists()
    if context["is_open"]:
        show = presenters.naming_invisible if at_desk else escape
        context |= differences.compared(old.text, new.text, show)
    return render(request, "articles/diff.html", context)


def _revision(pk, number):
    # article__id, not article: there a number too big for SQLite is an error, not a missing row.
    revisions = Revision.objects.select_related("article__outlet")
    return get_object_or_404(revisions, article__id=pk, number=number)
