"""One uploaded file before its import: how it is read, and what is said of its articles."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from articles.models import ImportItem, Outcome
from factcheck import presenters
from factcheck.forms import EncodingForm, StagedDetailsForm
from factcheck.services import sources, uploads
from factcheck.views.access import needs
from factcheck.views.paging import paged

SHOWN = 12  # paragraphs of an article


@needs("articles.import_articles")
def file_detail(request, pk, item):
    """What was read of a file; its articles' details can be corrected before they are stored."""
    item = _item(pk, item)
    form = None
    if request.method == "POST":
        article = _sent(request, item)
        form = StagedDetailsForm(request.POST, prefix=f"a{article['n']}")
        if form.is_valid():
            return _correct(request, item, article, form)
    page = paged(request, presenters.staged_articles(item))
    context = page | {
        "item": item,
        "run": item.run,
        "articles": [_with_form(article, form) for article in page["page"]],
        "first_words": _first_words(item),
        "chosen": item.chosen_encoding,
    }
    return render(request, "imports/file.html", context, status=422 if form else 200)


def _sent(request, item):
    """The article, of those read of the file, whose details were sent in."""
    for article in presenters.staged_articles(item):
        if str(article["n"]) == request.POST.get("article"):
            return article
    raise Http404("no such article in this file")


def _with_form(article, refused):
    """An article with its form, or the refused one with what was typed."""
    prefix = f"a{article['n']}"
    if refused and refused.prefix == prefix:
        return article | {"form": refused}
    published = article["published"] and article["published"].isoformat()
    form = StagedDetailsForm(prefix=prefix, initial=article | {"published": published})
    return article | {"form": form}


def _first_words(item):
    """The first paragraphs of the file's first article with their kinds."""
    draft = uploads.first_draft(item)
    if draft is None:
        return []
    return [
        {"kind": part.kind, "words": draft.text[part.start : part.end]}
        for part in draft.paragraphs[:SHOWN]
    ]


def _correct(request, item, article, form):
    name = article["source_name"]
    try:
        uploads.correct(item=item, source_name=name, details=form.cleaned_data)
        messages.success(request, f"Kept for the import: what is said of {name}.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:file", item.run_id, item.pk)


@require_POST
@needs("articles.import_articles")
def choose_encoding(request, pk, item):
    """Read the file in the encoding that was chosen from those proposed."""
    item = _item(pk, item)
    form = EncodingForm(request.POST, proposals=item.proposals)
    if not form.is_valid():
        messages.error(request, "Choose one of the encodings.")
        return redirect("imports:file", pk, item.pk)
    try:
        name = form.cleaned_data["encoding"]
        uploads.choose_encoding(item=item, name=name)
        messages.success(request, f"{item.path} was read as {name}.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:file", pk, item.pk)


@require_POST
@needs("articles.import_articles")
def leave_out(request, pk, item):
    """Leave the file out of the import, or take it in again."""
    item = _item(pk, item)
    left_out = request.POST.get("left_out") == "yes"
    try:
        uploads.leave_out(item=item, left_out=left_out)
        done = "will be left out" if left_out else "is in again"
        messages.success(request, f"{item.path} {done}.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:detail", pk)


def _item(pk, item):
    """A file of an upload that waits to be confirmed and was read."""
    items = ImportItem.objects.select_related("run__by").filter(outcome=Outcome.WAITING)
    return get_object_or_404(items.filter(reading__isnull=False), run__id=pk, id=item)
