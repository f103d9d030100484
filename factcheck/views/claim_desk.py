"""A claim's desk page: the passages and the claims that are proposed for it, and the decisions."""

from itertools import pairwise
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Paragraph
from factcheck import excerpts, queries
from factcheck.queries import claim_desk, merges, proposals
from factcheck.services import passage_suggestions as suggestions
from factcheck.views.access import needs
from factcheck.views.merged import at_standing_claim
from factcheck.views.paging import paged
from factcheck.views.typed import typed

AT_FIRST = 20
MOST_AT_ONCE = 300  # copies that are dismissed with one paragraph
TWINS_PAGE = "twins"  # where a decision was taken, if not on the claim's own page


@require_safe
@needs("factcheck.work_at_desk")
@at_standing_claim
def claim(request, slug):
    """What likeliest bears on the claim, in all articles or in one; or what was dismissed."""
    row = _claim(request, slug)
    dismissed = claim_desk.dismissed_for(row)
    context = {"claim": row, "is_dismissed": "dismissed" in request.GET}
    if context["is_dismissed"]:
        context |= paged(request, dismissed)
    else:
        context |= _proposed(request, row)
        context["twins"] = claim_desk.twins_of(row, request.user)
        context["suggested"] = proposals.suggested_for(row)
        context["merges"] = merges.merges_into(row)
    context |= {"dismissed_count": dismissed.count(), "done": _done(request, dismissed)}
    return render(request, "desk/claim.html", context)


def _proposed(request, row):
    proposed = claim_desk.proposed_passages(row)
    only = _only(request)
    if only:
        rows = [found for found in proposed.rows if found.article == only]
    else:
        rows = claim_desk.at_most_three(proposed.rows)
    context = paged(request, rows, AT_FIRST) | {"only": only, "found": len(proposed.rows)}
    context["items"] = [excerpts.proposal(found, proposed, row) for found in context["page"]]
    for item, after in pairwise(context["items"]):
        item["next"] = after["row"].paragraph.pk
    return context


def _only(request):
    """The article that the address names; None for all."""
    named = _numbers(request.GET.getlist("article"))
    return Article.objects.filter(pk__in=named[:1]).first()


@require_safe
@needs("factcheck.work_at_desk")
def twins(request):
    """Pairs of claims that say nearly the same, most alike first."""
    context = claim_desk.twin_pairs(request.user)
    done = _done(request, claim_desk.told_apart())
    context |= paged(request, context["pairs"]) | {"done": done}
    return render(request, "desk/near_twins.html", context)


@require_POST
@needs("factcheck.work_at_desk")
@at_standing_claim
def dismiss(request, slug):
    """The paragraphs, one with its copies, do not bear on the claim."""
    row = _claim(request, slug)
    chosen = _numbers(request.POST.getlist("paragraph"))
    found = Paragraph.objects.filter(pk__in=chosen).select_related("revision").in_bulk()
    if not found:
        raise Http404("no such paragraph")
    paragraphs = [found[pk] for pk in chosen if pk in found]
    made = suggestions.dismiss_passages(claim=row, paragraphs=paragraphs, by=request.user)
    return redirect(_back(request, row, made))


@require_POST
@needs("factcheck.work_at_desk")
@at_standing_claim
def differs(request, slug):
    """The claim and another one do not say the same."""
    row, other = _claim(request, slug), _claim(request, typed(request, "other", 100))
    if row == other:
        raise Http404("a claim has no twin in itself")
    made = suggestions.dismiss_twin(claim=row, other=other, by=request.user)
    return redirect(_back(request, row, [made]))


@require_POST
@needs("factcheck.work_at_desk")
@at_standing_claim
def take_back(request, slug):
    row = _claim(request, slug)
    chosen = _numbers(request.POST.getlist("suggestion"))
    rows = claim_desk.dismissed_for(row).filter(pk__in=chosen)
    if suggestions.take_back(suggestions=rows, by=request.user):
        messages.success(request, "Taken back: it is proposed again.")
    else:
        messages.error(request, "Nothing was dismissed there any more. Nothing was changed.")
    return redirect(_back(request, row))


def _claim(request, slug):
    rows = queries.claims_for(request.user)
    return get_object_or_404(rows, slug=slug)


def _done(request, dismissed):
    """What was dismissed just now, so that it can be taken back at once."""
    chosen = _numbers(request.GET.get("done", "").split("."))
    return list(dismissed.filter(pk__in=chosen).order_by("pk")) if chosen else []


def _back(request, row, made=()):
    """The page as the editor left it, at the proposal that comes next."""
    if typed(request, "back", 10) == TWINS_PAGE:
        address = reverse("desk:near-twins")
    else:
        address = reverse("desk:claim", args=[row.slug])
    kept = {name: _numbers([typed(request, name, 18)]) for name in ("article", "page", "next")}
    params = {name: kept[name][0] for name in ("article", "page") if kept[name]}
    if made:
        params["done"] = ".".join(str(suggestion.pk) for suggestion in made)
    elif typed(request, "dismissed", 1):
        params["dismissed"] = "1"
    query = f"?{urlencode(params)}" if params else ""
    return address + query + (f"#paragraph-{kept['next'][0]}" if kept["next"] else "")


def _numbers(given):
    """Those of some words that may be keys of rows, each once."""
    known = [int(word) for word in given if word.isdecimal() and len(word) < 19]
    return list(dict.fromkeys(known))[:MOST_AT_ONCE]
