"""Imports: files are uploaded, looked at, then brought in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import ImportRun, Outcome
from factcheck import presenters, queries
from factcheck.forms import UploadForm
from factcheck.services import sources
from factcheck.views.access import needs
from factcheck.views.paging import paged


@needs("articles.import_articles")
def run_list(request):
    """Upload files to look at; all imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        return redirect("imports:detail", sources.stage_upload(files=files, by=request.user).pk)
    context = paged(request, queries.import_runs()) | {"form": form}
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)


@require_safe
@needs("articles.import_articles")
def run_detail(request, pk):
    """What was read of the files that wait, or what became of those that were brought in."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)
    if run.is_waiting and run.items.filter(outcome=Outcome.WAITING).exists():
        return render(request, "imports/preview.html", {"run": run, "files": _previews(run)})
    return render(request, "imports/detail.html", {"run": run, "items": queries.import_items(run)})


def _previews(run):
    for item in run.items.filter(outcome=Outcome.WAITING):
        would = sources.preview(item)
        articles = zip(would.revisions, would.lengths, strict=True)
        yield {"item": item, "would": would, "articles": list(articles)}


@require_POST
@needs("articles.import_articles")
def confirm(request, pk):
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        sources.confirm_run(run=run, by=request.user)
        messages.success(request, f"Imported: {presenters.outcomes(run.items.all())}.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:detail", pk)


@require_POST
@needs("articles.import_articles")
def discard(request, pk):
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        sources.discard_run(run=run)
        messages.success(request, "The upload was discarded; nothing was imported.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:list")
