"""The desk, where editors link words to claims."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from articles.services.passages import WordsDiffer
from articles.text import anchors
from factcheck import presenters, queries, search
from factcheck.forms import LinkForm, ReasonForm, SelectionForm, StanceForm
from factcheck.forms.attribution import Chain, last_day
from factcheck.models import Evidence
from factcheck.queries import proposals
from factcheck.services import evidence, linking
from factcheck.views.access import needs
from factcheck.views.chosen import kept_about, of_older_text, place_of
from factcheck.views.paging import paged
from factcheck.views.typed import typed
from factcheck.views.unsaved import close_unsaved, kept_for
from factcheck.views.workplace import beside_at, done, newest, panel_of, shown


@require_safe
@needs("factcheck.work_at_desk")
def article_list(request):
    """All articles, each with the claims that it bears on and its quotes that wait."""
    context = paged(request, queries.article_list(request.user))
    waiting = proposals.quotes_waiting([row.pk for row in context["page"]])
    for row in context["page"]:
        row.quote_count = waiting.get(row.pk, 0)
    return render(request, "desk/articles.html", context)


@require_safe
@needs("factcheck.work_at_desk")
def article(request, pk):
    """The article with its marks, and the panel where words are found and linked."""
    revision = newest(pk)
    context = shown(request, revision) | chosen_words(request, revision)
    asked = context.get("chosen_claim")
    offered = context.get("claim_options", ())
    context["came_from"] = next((claim for claim in offered if claim.slug == asked), None)
    return render(request, "desk/article.html", context)


@require_safe
@needs("factcheck.work_at_desk")
def panel(request, pk):
    """The panel for the chosen words, or for words to be found, as a fragment."""
    revision = newest(pk)
    pair = beside_at(request, revision)
    if pair:
        revision = pair.of(request.GET.get("of", pk))
    context = panel_of(revision, pair) | chosen_words(request, revision)
    status = 409 if context.get("conflict") else 200
    return render(request, "desk/_panel.html", context, status=status)


@require_POST
@needs("factcheck.work_at_desk")
def link(request, pk):
    """Link the chosen words to a claim; htmx gets the desk alone, others the page again."""
    revision = newest(pk)
    if "chain" in request.POST:
        return _rearranged(request, revision)
    form = _link_form(request, request.POST, last_day=last_day(revision.article))
    chain = Chain.typed(request.POST, revision.article, is_sent=True)
    status = 422
    if all([form.is_valid(), chain.is_valid()]):
        asked = form.cleaned_data | {"steps": chain.steps}
        try:
            made, quote = linking.link_words(revision=revision, asked=asked, by=request.user)
        except WordsDiffer as error:
            form.add_error(None, str(error))
            status = 409
        except evidence.ClaimClosed as error:
            form.add_error("claim", str(error))
        else:
            close_unsaved(request)
            said = f"Linked: {made.get_stance_display()} “{made.claim}”."
            way_back = {"linked": made} if made.is_first else {}
            if way_back and quote:
                undo_url = reverse("desk:take-back-proposal", args=[quote.pk])
                way_back = {"undo_url": undo_url}
            return done(request, revision, said, **way_back)
    return _again(request, revision, form, chain, status)


def _rearranged(request, revision):
    """The panel again after a button of the chain: nothing is judged, all that was typed stays."""
    form = _link_form(request, initial=request.POST.dict())
    return _again(request, revision, form, Chain.typed(request.POST, revision.article))


@require_POST
@needs("factcheck.work_at_desk")
def change_stance(request, pk):
    row = _live(pk)
    form = StanceForm(request.POST)
    if not form.is_valid():
        raise Http404("no such stance")
    try:
        changed = evidence.change_stance(evidence=row, editor=request.user, **form.cleaned_data)
    except evidence.ClaimClosed as error:
        return done(request, _revision_of(row), str(error), tell=messages.error)
    said = f"Changed: {changed.get_stance_display()} “{changed.claim}”."
    return done(request, _revision_of(row), said, changed=(changed, row.stance))


@require_POST
@needs("factcheck.work_at_desk")
def retire(request, pk):
    row = _live(pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    evidence.retire_evidence(evidence=row, editor=request.user, reason=reason)
    return done(request, _revision_of(row), f"Retired from “{row.claim}”.", retired=row)


@require_POST
@needs("factcheck.work_at_desk")
def restore(request, pk):
    row = get_object_or_404(Evidence.objects.for_display().exclude(retired_at=None), pk=pk)
    try:
        evidence.restore_evidence(evidence=row, editor=request.user, reason="undone")
    except (evidence.ClaimClosed, evidence.AlreadyLinked) as error:
        return done(request, _revision_of(row), str(error), tell=messages.error)
    return done(request, _revision_of(row), f"Linked again to “{row.claim}”.", restored=row)


@require_safe
@needs("factcheck.work_at_desk")
def pick_claim(request):
    """Claims to choose from, as one types: propositions and spellings of actors are searched."""
    return render(request, "desk/_claim_options.html", _claim_options(request))


@require_safe
@needs("factcheck.work_at_desk")
def pick_actor(request):
    """Speakers to choose from, as one types."""
    return render(request, "desk/_actor_options.html", _actor_options(request))


@require_safe
@needs("factcheck.work_at_desk")
def twins(request):
    """Claims that nearly say what is being typed."""
    rows = queries.claims_for(request.user).exclude(slug=typed(request, "not", 100))
    found = search.near_twins(rows, typed(request, "proposition", 500))
    return render(request, "desk/_twins.html", {"twins": found})


def _live(pk):
    return get_object_or_404(Evidence.objects.live().for_display(), pk=pk)


def _revision_of(row):
    """The newest text of the evidence's article: the desk that the editor works at."""
    return newest(row.passage.revision.article_id)


def chosen_words(request, revision):
    """The panel for the words that the address names by their place, or that it looks for."""
    older = of_older_text(request, revision)
    if "start" in request.GET and older is None:
        return _panel(request, revision, request.GET)
    words = older.words if older else request.GET.get("words", "").replace("\r\n", "\n")
    if not words.strip():
        return {"words": ""}
    form = older.kept.form if older else ""
    found = anchors.find(revision.text, words)
    if len(found.exact) == 1:
        only = found.exact[0]
        place = {"start": only.start, "end": only.end, "unsaved": form}
        return _panel(request, revision, place)
    places = presenters.places_in(revision.text, found.exact or found.near)
    told = {"words": words, "places": places, "is_near": not found.exact}
    return told | {"older": older, "unsaved_form": form}


def _link_form(request, data=None, **options):
    return LinkForm(data, claims=queries.claims_for(request.user), **options)


def _panel(request, revision, data):
    """The panel for the selection in `data`; `conflict` where the words are not the stored ones."""
    selection = SelectionForm(data)
    if not selection.is_valid():
        return {"conflict": "No words are chosen there. Select them again.", "form": None}
    start, end = selection.cleaned_data["start"], selection.cleaned_data["end"]
    exact = selection.cleaned_data["exact"]
    stored = revision.text[start:end]
    if not stored or end > len(revision.text) or (exact and exact != stored):
        return {"conflict": str(WordsDiffer(start, end)), "lost_words": exact, "form": None}
    form = data.get("unsaved", "")[:40]
    kept = kept_about(request, place_of(revision, start, end), form)
    if kept.fields:
        here = {"start": str(start), "end": str(end)}
        request.GET = data = presenters.filled_in(request.GET, kept.fields | here)
    initial = {name: data[name] for name in LinkForm.base_fields if data.get(name)}
    form = _link_form(request, initial=initial | {"exact": stored})
    return _options(request, revision, stored, start) | {
        "form": form,
        "chain": Chain.typed(data, revision.article),
        "exact": stored,
        "unsaved": kept,
    }


def _options(request, revision, exact, start):
    paragraph = presenters.paragraph_at(revision.text, start)
    published = revision.article.published
    return _claim_options(request, exact) | _actor_options(request, paragraph, published)


def _claim_options(request, context=""):
    """The likeliest claims, the chosen one first so that it is not lost while one types."""
    query, chosen = typed(request, "q", 500), typed(request, "claim", 100)
    rows = queries.claims_for(request.user).exclude(slug=typed(request, "not", 100))
    found = search.likeliest(rows, query, context or typed(request, "exact", 2000))
    if chosen:
        kept = rows.filter(slug=chosen)
        found = [*kept, *(claim for claim in found if claim.slug != chosen)]
    return {"claim_options": found, "chosen_claim": chosen, "q": query}


def _actor_options(request, paragraph="", published=None):
    query, chosen = typed(request, "who", 200), typed(request, "speaker", 220)
    found = search.actors_named(query) if query else search.actors_in(paragraph, published)
    if chosen:
        kept = search.actors_by_slug(chosen)
        found = kept + [actor for actor in found if actor.slug != chosen]
    return {"actor_options": found, "chosen_speaker": chosen, "who": query}


def _again(request, revision, form, chain, status=200):
    """The panel again, with what was typed and what is wrong with it."""
    exact = request.POST.get("exact", "").replace("\r\n", "\n")
    selection = SelectionForm(request.POST)
    chosen = selection.cleaned_data if selection.is_valid() else {"start": 0, "end": 0}
    start, end = chosen["start"], chosen["end"]
    pair = beside_at(request, revision)
    context = {"form": form, "chain": chain, "exact": exact}
    context |= _options(request, revision, exact, start)
    context["unsaved"] = kept_for(request, place_of(revision, start, end))
    if request.htmx:
        panel_context = panel_of(revision, pair) | context
        response = render(request, "desk/_panel.html", panel_context, status=status)
        return reswap(retarget(response, "#panel"), "outerHTML")
    template = "desk/beside.html" if pair else "desk/article.html"
    return render(request, template, shown(request, revision, pair) | context, status=status)
