"""Paragraphs that share wording: people say which of them copy each other."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import ReuseDecision, ReuseLink
from factcheck import differences, presenters
from factcheck.queries import copies
from factcheck.services import copies as services
from factcheck.views.access import needs
from factcheck.views.paging import paged
from factcheck.views.queue_bar import bar, number_in
from factcheck.views.typed import typed

LISTS = {"": copies.waiting, "copied": copies.copied, "decided": copies.decided}
AT_ONCE = 10


@require_safe
@needs("factcheck.work_at_desk")
def pairs(request):
    """What waits, what the program takes for copies, or what was decided; or one pair alone."""
    which = request.GET.get("show", "")
    rows = LISTS.get(which, copies.waiting)()
    only = number_in(request.GET, "only")
    context = paged(request, rows.filter(pk=only) if only else rows, AT_ONCE)
    for link in context["page"]:
        words = (link.a_words, link.b_words)
        link.marked = differences.shared(*words, show=presenters.naming_invisible)
    context |= {"which": which, "waiting": copies.waiting().count()}
    context["done"] = _just_decided(request)
    return render(request, "desk/copies.html", context | bar(request, copies=only))


def _just_decided(request):
    pk = number_in(request.GET, "done")
    return copies.decided().filter(pk=pk).first() if pk else None


@require_POST
@needs("factcheck.work_at_desk")
def decide(request, pk):
    link = get_object_or_404(ReuseLink, pk=pk)
    decision = request.POST.get("decision")
    if decision not in ReuseDecision.values:
        raise Http404("no such decision")
    try:
        services.decide(link=link, decision=decision, by=request.user)
    except services.TooLate as error:
        messages.error(request, str(error))
        return redirect(_list(request))
    return redirect(_list(request, done=pk))


@require_POST
@needs("factcheck.work_at_desk")
def take_back(request, pk):
    link = get_object_or_404(ReuseLink, pk=pk)
    try:
        services.take_back(link=link, by=request.user)
    except services.TooLate as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Taken back: what the program found stands again.")
    return redirect(_list(request))


def _list(request, **params):
    """The list as the editor left it."""
    for name in ("show", "queue", "who", "only"):
        if value := typed(request, name, 100):
            params[name] = value
    return reverse("desk:copies") + (f"?{urlencode(params)}" if params else "")
