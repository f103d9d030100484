"""Claims, as readers see them."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from factcheck import presenters, queries, search
from factcheck.exports.claim_page import claim_object
from factcheck.filters import ORDERS, ClaimFilter
from factcheck.queries import merges
from factcheck.views.as_of import asked
from factcheck.views.paging import paged
from factcheck.views.queue_bar import bar, number_in

READABLE = {"ensure_ascii": False, "indent": 1}


@require_safe
def claim_list(request):
    """All claims that the reader may see, filtered by what stands in the address."""
    as_of, context = asked(request)
    visible = queries.claims_for(request.user)
    claims = ClaimFilter(request.GET, queryset=visible, as_of=as_of)
    at_desk = request.user.has_perm("factcheck.work_at_desk")
    context |= paged(request, claims.then() if as_of else claims.qs)
    context["page"].object_list = queries.with_voices(context["page"].object_list, as_of)
    context |= {
        "filter": claims,
        "facets": presenters.facets(claims, request.GET, hidden=() if at_desk else ("state",)),
        "chips": presenters.chips(claims, request.GET),
        "orders": _orders(request, claims.chosen_order),
        "hidden": presenters.kept_params(request.GET, without={"q", "since", "until", "page"}),
        "hidden_then": presenters.kept_params(request.GET, without={"as_of", "by", "page"}),
        "now_url": presenters.with_params(request.GET, as_of=None, by=None, page=None),
        "reset_url": request.path,
        "actors_found": _actors_found(request, claims.cleaned.get("q")),
    }
    return render(request, "claims/list.html", context)


def _actors_found(request, words):
    """Actors who go by the words that claims were searched for: one may have meant them."""
    if not words:
        return []
    named = [actor.pk for actor in search.actors_named(words, limit=5)]
    return list(queries.actor_list(request.user).filter(pk__in=named))


def _orders(request, current):
    return [
        {
            "name": name,
            "label": label,
            "rule": rule,
            "url": presenters.with_params(request.GET, order=name, page=None),
            "current": name == current,
        }
        for name, (label, rule, _) in ORDERS.items()
    ]


@require_safe
def claim_detail(request, slug):
    """One claim with what speaks for it and against it; a merged claim leads to the other."""
    claim = _visible(request, slug)
    if claim.merged_into_id:
        response = redirect(claim.merged_into, permanent=True)
        patch_cache_control(response, no_cache=True)  # a merge may be taken back
        return response
    as_of, context = asked(request)
    context |= queries.claim_page(claim, request.user, as_of)
    if request.user.has_perm("factcheck.work_at_desk"):
        just = request.GET.get("merged")
        context["just_merged"] = next((c for c in context["merged"] if c.slug == just), None)
    for entry in context["entries"]:
        entry.gist = presenters.gist(entry, context["names"])
    item = number_in(request.GET, "item")
    opened = item if context.get("just_merged") else claim.pk  # the queue goes on after what it had
    context |= bar(request, review=opened, drafts=opened, contradictions=item)
    return render(request, "claims/detail.html", context)


@require_safe
def claim_json(request, slug):
    """What the claim's page shows, as one JSON object; a merged claim leads to the other."""
    claim = _visible(request, slug)
    if claim.merged_into_id:
        response = redirect("claims:json", claim.merged_into.slug, permanent=True)
        patch_cache_control(response, no_cache=True)
        return response
    as_of, context = asked(request)
    if fault := context["as_of_fault"]:
        return JsonResponse({"error": fault}, status=400, json_dumps_params=READABLE)
    page = queries.claim_page(claim, request.user, as_of) | {"as_of": as_of}
    return JsonResponse(claim_object(page, request.build_absolute_uri), json_dumps_params=READABLE)


@require_safe
def claim_history(request, slug):
    """Every entry of the ledger about a claim, its evidence and its relations."""
    claim = _visible(request, slug)
    context = paged(request, queries.entries_of(claim, request.user)) | {"claim": claim}
    entries = context["entries"] = list(context["page"])
    names = queries.names_in(entries, request.user)
    at_desk = request.user.has_perm("factcheck.work_at_desk")
    for entry in entries:
        entry.gist = presenters.gist(entry, names)
        entry.changes = presenters.changes(entry, names, at_desk=at_desk)
    if at_desk:
        _offer_to_part(claim, entries)
    return render(request, "claims/history.html", context)


def _offer_to_part(claim, entries):
    """Let the entries by which claims were taken in offer to take that back, where it can be."""
    # A merge writes two entries: the claim that takes in, then the one that is merged.
    taken_in = {entry.number - 1: merged for merged, entry in merges.merges_into(claim)}
    for entry in entries:
        entry.taken_in = taken_in.get(entry.number)


def _visible(request, slug):
    if claim := queries.claim_seen_by(request.user, slug):
        return claim
    raise Http404
