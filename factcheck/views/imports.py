"""Imports: files are uploaded, looked at, then brought in."""

import json
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from articles.models import ImportRun
from factcheck import presenters, queries, tasks
from factcheck.forms import UploadForm
from factcheck.services import sources, uploads
from factcheck.views.access import needs
from factcheck.views.paging import paged

SHOWN = {
    "undecided": "Encoding not certain",
    "refused": "Cannot be read",
    "unchanged": "Unchanged",
    "left-out": "Left out",
}
STALLED = timedelta(minutes=1)  # longer than any one file takes


@needs("articles.import_articles")
def run_list(request):
    """Upload files to look at; all imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = ((name, file.read()) for name, file in form.named_files())
        run = uploads.stage_upload(files=files, by=request.user)
        tasks.read_upload.enqueue(run.pk)
        return redirect("imports:detail", run.pk)
    context = paged(request, queries.import_runs()) | {"form": form}
    context["most_files"] = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)


@require_safe
@needs("articles.import_articles")
def run_detail(request, pk):
    """What was read of the files that wait, how far the import is, or what became of them."""
    run = _run(pk)
    progress = _progress(run)
    if progress["phase"] == "waiting":
        return _preview(request, run)
    if progress["phase"] != "over":
        return render(request, "imports/progress.html", {"run": run} | progress)
    items = paged(request, queries.import_items(run))
    return render(request, "imports/detail.html", {"run": run} | progress | items)


def _preview(request, run):
    show = request.GET.get("show", "")
    counts = queries.staged_counts(run)
    context = paged(request, queries.staged_items(run, show)) | {
        "run": run,
        "show": show,
        "files_in_all": counts["all"],
        "undecided": counts["undecided"],
        "taken": counts["all"] - counts["left-out"] - counts["refused"],
        "kinds": [
            {"name": name, "label": label, "count": counts[name]} for name, label in SHOWN.items()
        ],
    }
    context["files"] = [
        {"item": item, "articles": presenters.staged_articles(item)} for item in context["page"]
    ]
    return render(request, "imports/preview.html", context)


@require_safe
@needs("articles.import_articles")
def progress(request, pk):
    """How far it is, as a fragment that asks again; at the end the page is loaded anew."""
    run = _run(pk)
    context = {"run": run} | _progress(run)
    if context["phase"] in ("waiting", "over"):
        return HttpResponseClientRefresh()
    return render(request, "imports/_progress.html", context)


def _progress(run):
    """The numbers of the progress, and the phase that the run is in.

    "reading", "waiting" for people, "importing", "over"; a command's run is "importing" until it
    is over.
    """
    counts = queries.import_progress(run)
    if not run.is_waiting:
        phase = "over"
    elif run.confirmed_at or counts["done"] or not counts["files"]:
        phase = "importing"
    else:
        phase = "reading" if counts["read"] < counts["files"] else "waiting"
    latest = max(filter(None, (run.started_at, run.confirmed_at, counts["latest"])))
    return counts | {
        "phase": phase,
        "reached": counts["read"] if phase == "reading" else counts["done"],
        "is_stalled": timezone.now() - latest > STALLED,
    }


@require_POST
@needs("articles.import_articles")
def confirm(request, pk):
    """Bring the files in: at once, or by the worker where there is one."""
    run = _run(pk)
    try:
        sources.confirm_run(run=run, by=request.user)
    except (sources.RunClosed, sources.EncodingsUndecided) as error:
        messages.error(request, str(error))
        return redirect("imports:detail", pk)
    return _import(request, run)


@require_POST
@needs("articles.import_articles")
def go_on(request, pk):
    """Go on with what was broken off: a reading, an import, or the end of a command's run."""
    run = _run(pk)
    if not run.is_waiting:
        messages.error(request, str(sources.RunClosed(run)))
        return redirect("imports:detail", pk)
    if _progress(run)["phase"] == "importing":
        return _import(request, run)
    tasks.read_upload.enqueue(run.pk)
    return redirect("imports:detail", pk)


def _import(request, run):
    tasks.import_upload.enqueue(run.pk)
    run.refresh_from_db()
    if run.finished_at:
        outcomes = presenters.outcomes(run.items.defer("staged"))
        messages.success(request, f"Imported: {outcomes}.")
    return redirect("imports:detail", run.pk)


@require_POST
@needs("articles.import_articles")
def discard(request, pk):
    run = _run(pk)
    try:
        sources.discard_run(run=run)
        messages.success(request, "The upload was discarded; nothing was imported.")
    except sources.RunClosed as error:
        messages.error(request, str(error))
    return redirect("imports:list")


@require_safe
@needs("articles.import_articles")
def report(request, pk):
    """The report of an import as JSON Lines, like that of the command."""
    rows = (presenters.import_row(item) for item in queries.import_items(_run(pk)))
    return HttpResponse(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{pk}.jsonl"'},
    )


def _run(pk):
    return get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)
