"""Actors, as readers see them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck import queries
from factcheck.models import Actor


@require_safe
def actor_list(request):
    return render(request, "actors/list.html", {"actors": queries.actor_list(request.user)})


@require_safe
def actor_detail(request, slug):
    """All that an actor said; one who says nothing visible yet is shown to the desk alone."""
    context = queries.actor_page(get_object_or_404(Actor, slug=slug), request.user)
    if not context["evidence"] and not request.user.has_perm("factcheck.work_at_desk"):
        raise Http404
    return render(request, "actors/detail.html", context)
