"""Actors, as readers see them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from factcheck import differences, queries
from factcheck.models import Actor


@require_safe
def actor_list(request):
    return render(request, "actors/list.html", {"actors": queries.actor_list(request.user)})


@require_safe
def actor_detail(request, slug):
    """All that an actor said; one who says nothing visible yet is shown to the desk alone.

    A merged one leads to the other, until they are parted again.
    """
    actor = get_object_or_404(Actor.objects.select_related("merged_into"), slug=slug)
    context = queries.actor_page(actor.current, request.user)
    if not context["evidence"] and not request.user.has_perm("factcheck.work_at_desk"):
        raise Http404
    if actor.merged_into:
        return redirect(actor.current)
    for row in context["requoted"]:
        row.texts = row.other, row.revision
        row.words = differences.inline(row.expected, row.found)
    return render(request, "actors/detail.html", context)
