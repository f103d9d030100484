"""One uploaded file before its import: how it is read, and what is said of its articles."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from articles.models import ImportItem
from factcheck import presenters
from factcheck.forms import EncodingForm
from factcheck.forms.sources import StagedDetailsForm
from factcheck.services import sources, uploads
from factcheck.views.access import needs
from factcheck.views.paging import paged

SHOWN = 12  # paragraphs of an article


@needs("articles.import_articles")
def file_detail(request, pk, item):
    """What was read of a file; its articles' details can be corrected before they are stored."""
    item = _item(pk, item)
    if not item.run.is_waiting or item.run.confirmed_at:
        messages.error(request, str(sources.RunClosed(item.run)))
        return redirect("imports:detail", pk)
    page = paged(request, presenters.staged_articles(item))
    posted = request.POST if request.method == "POST" else None
    articles = [article | {"form": _form(article, posted)} for article in page["page"]]
    sent = [article for article in articles if article["form"].is_bound]
    if sent and all(article["form"].is_valid() for article in sent):
        return _correct(request, item, sent)
    context = page | {
        "item": item,
        "run": item.run,
        "articles": articles,
        "is_open": any(article["article"] is None for article in articles),
        "first_words": _first_words(item),
        "chosen": item.chosen_encoding,
    }
    return render(request, "imports/file.html", context, status=422 if sent else 200)


def _form(article, posted):
    """The form of an article, with what was sent in; what is known is not corrected here."""
    published = article["published"] and article["published"].isoformat()
    initial = article | {"published": published}
    data = posted if article["article"] is None else None
    return StagedDetailsForm(data, prefix=f"a{article['n']}", initial=initial)


def _correct(request, item, articles):
    """Keep what was corrected, of all articles of the page."""
    try:
        for article in articles:
            details = article["form"].cleaned_data
            uploads.correct(item=item, source_name=article["source_name"], details=details)
        messages.success(request, f"Kept for the import: what is said of {item.path}.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect(request.get_full_path())


def _first_words(item):
    """The first paragraphs of the file's first article with their kinds."""
    draft = uploads.first_draft(item)
    if draft is None:
        return []
    return [
        {"kind": part.kind, "words": draft.text[part.start : part.end]}
        for part in draft.paragraphs[:SHOWN]
    ]


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
    """A file of an upload that was read."""
    items = ImportItem.objects.select_related("run__by").filter(reading__isnull=False)
    return get_object_or_404(items, run__id=pk, id=item)
