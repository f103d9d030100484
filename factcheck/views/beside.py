"""Two articles side by side at the desk, where words of either are linked."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.queries import beside
from factcheck.views.access import needs
from factcheck.views.desk import chosen_words
from factcheck.views.paging import paged
from factcheck.views.typed import typed
from factcheck.views.workplace import Beside, newest, panel_of, shown


@require_safe
@needs("factcheck.work_at_desk")
def choose(request, pk):
    """Which article to set beside this one: those that share paragraphs, then any other."""
    revision = newest(pk)
    sharing = beside.sharing(revision)
    words = typed(request, "q", 200)
    others = beside.articles_with(words, besides=[pk, *(row.pk for row in sharing)])
    context = {"article": revision.article, "sharing": sharing, "q": words}
    return render(request, "desk/beside_which.html", context | paged(request, others))


@require_safe
@needs("factcheck.work_at_desk")
def page(request, pk, other):
    """Both texts with their marks, and the panel for words of one of them."""
    if pk == other:
        raise Http404("an article stands beside another one")
    pair = Beside(newest(pk), newest(other))
    revision = pair.of(request.GET.get("of"))
    context = shown(request, revision, pair) | panel_of(revision, pair)
    return render(request, "desk/beside.html", context | chosen_words(request, revision))
