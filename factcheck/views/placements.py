"""Passages whose source was changed: what waits to be decided, and the decisions."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Placement
from articles.services.passages import WordsDiffer
from articles.text import anchors
from factcheck import differences, presenters, queries
from factcheck.forms import RequiredReasonForm, SelectionForm
from factcheck.services import evidence, placements
from factcheck.views.access import needs
from factcheck.views.paging import paged
from factcheck.views.queue_bar import bar, number_in
from factcheck.views.typed import typed


@require_safe
@needs("factcheck.work_at_desk")
def queue(request):
    """What waits, oldest first, of one claim where the address names it; or what was decided."""
    claim = None
    if slug := typed(request, "claim", 100):
        claim = get_object_or_404(queries.claims_for(request.user), slug=slug)
    is_decided = "decided" in request.GET
    waiting = queries.open_placements(request.user, claim)
    rows = queries.decided_placements() if is_decided else waiting
    only = number_in(request.GET, "only")
    rows = rows.filter(pk=only) if only else rows
    context = paged(request, queries.with_surroundings(rows))
    context |= {"claim": claim, "is_decided": is_decided, "waiting": waiting.count()}
    context["items"] = _items(request, context["page"])
    context["done"] = _named(request.GET.get("done", ""))
    context |= bar(request, placements=only)
    return render(request, "desk/placements.html", context)


def _items(request, page):
    """What the queue shows of each placement: its claims, and both texts with their difference."""
    rows = list(page)
    bearing = queries.evidence_on([row.passage_id for row in rows], request.user)
    return [
        {
            "placement": row,
            "evidence": bearing[row.passage_id],
            **differences.beside(
                (row.old_before, row.passage.exact, row.old_after),
                row.words and (row.new_before, row.words, row.new_after),
                show=presenters.naming_invisible,
            ),
        }
        for row in rows
    ]


def _named(pk):
    """The placement that was just decided, so that it can be taken back at once."""
    found = Placement.objects.in_newest().exclude(decision="").select_related("passage")
    return found.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None


@require_safe
@needs("factcheck.work_at_desk")
def placement(request, pk):
    """The newest text, where words are selected or looked for to place the evidence by hand."""
    row = _placement(pk)
    return render(request, "desk/placement.html", _text(request, row) | _chosen(request, row))


@require_safe
@needs("factcheck.work_at_desk")
def panel(request, pk):
    """The panel for the chosen words, or for words to be found, as a fragment."""
    row = _placement(pk)
    context = {"placement": row} | _chosen(request, row)
    status = 409 if context.get("conflict") else 200
    return render(request, "desk/_place_panel.html", context, status=status)


@require_POST
@needs("factcheck.work_at_desk")
def accept(request, pk):
    return _decided(
        request, lambda: placements.accept_placement(placement=_placement(pk), by=request.user)
    )


@require_POST
@needs("factcheck.work_at_desk")
def move(request, pk):
    """Place the evidence at the chosen words; refused where they are not the stored ones."""
    row = _placement(pk)
    selection = SelectionForm(request.POST)
    refused = {"conflict": "No words are chosen there. Select them again."}
    if selection.is_valid():
        try:
            return _decided(
                request,
                lambda: placements.move_placement(
                    placement=row, by=request.user, **selection.cleaned_data
                ),
            )
        except WordsDiffer as error:
            words = selection.cleaned_data["exact"]
            refused = {"conflict": str(error), "words": words}
    return render(request, "desk/placement.html", _text(request, row) | refused, status=409)


@require_POST
@needs("factcheck.work_at_desk")
def retire(request, pk):
    """Retire all evidence on the words; a reason is asked for."""
    form = RequiredReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why the evidence is retired. Nothing was changed.")
        return redirect(_queue(request))
    reason = form.cleaned_data["reason"]
    return _decided(
        request,
        lambda: placements.retire_passage(placement=_placement(pk), by=request.user, reason=reason),
    )


@require_POST
@needs("factcheck.work_at_desk")
def take_back(request, pk):
    try:
        placements.take_back(placement=_placement(pk), by=request.user)
    except (placements.NotOpen, evidence.ClaimClosed, evidence.AlreadyLinked) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The decision was taken back; the passage waits again.")
    return redirect(_queue(request))


def _decided(request, decide):
    """Decide, and go back to the queue, which offers to take the decision back."""
    try:
        row = decide()
    except placements.NotOpen as error:
        messages.error(request, str(error))
        return redirect(_queue(request))
    return redirect(_queue(request, done=row.pk))


def _queue(request, **params):
    """The queue as the editor left it: of one claim, of one passage, or of all."""
    for name in ("claim", "queue", "who", "only"):
        if value := typed(request, name, 100):
            params[name] = value
    return reverse("desk:placements") + (f"?{urlencode(params)}" if params else "")


def _placement(pk):
    """A placement in whatever text; the services say where a newer one came in."""
    rows = Placement.objects.with_words()
    rows = rows.select_related("passage__revision", "revision__article__outlet")
    return get_object_or_404(rows.defer("passage__revision__text"), pk=pk)


def _text(request, row):
    context = queries.article_page(row.revision, request.user) | {"placement": row}
    context["rows"] = presenters.marked_up(
        row.revision.text,
        context["paragraphs"],
        context["evidence"],
        places=context["places"],
        show=presenters.naming_invisible,
    )
    return context


def _chosen(request, row):
    """The words that the address names by their place, or that it looks for."""
    text = row.revision.text
    if "start" in request.GET:
        selection = SelectionForm(request.GET)
        if selection.is_valid():
            start, end = selection.cleaned_data["start"], selection.cleaned_data["end"]
            if start < end <= len(text):
                return _form(text, start, end)
        return {"conflict": "No words are chosen there. Select them again."}
    words = request.GET.get("words", "").replace("\r\n", "\n")
    found = anchors.find(text, words)
    if len(found.exact) == 1:
        return _form(text, found.exact[0].start, found.exact[0].end)
    places = presenters.places_in(text, found.exact or found.near)
    return {"words": words, "places": places, "is_near": not found.exact}


def _form(text, start, end):
    exact = text[start:end]
    return {
        "form": SelectionForm(initial={"start": start, "end": end, "exact": exact}),
        "exact": exact,
    }
