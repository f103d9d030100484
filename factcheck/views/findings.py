"""Findings at the desk: accepted, dismissed, and decisions taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.forms.findings import JudgeForm
from factcheck.models import Finding
from factcheck.services import findings
from factcheck.views.access import needs
from factcheck.views.workplace import done, newest


@require_POST
@needs("factcheck.work_at_desk")
def judge(request, pk):
    """Accept or dismiss a finding, with a note where one was written."""
    finding, form = _finding(pk), JudgeForm(request.POST)
    if not form.is_valid():
        said = "Choose whether to accept or to dismiss it, with a note of at most 1,000 characters."
        return _done(request, finding, f"{said} Nothing was changed.", tell=messages.error)
    try:
        row = findings.judge(finding=finding, by=request.user, **form.cleaned_data)
    except findings.NotOpen as error:
        return _done(request, finding, str(error), tell=messages.error)
    undo_url = reverse("desk:take-back-finding", args=[row.pk])
    said = f"{row.get_status_display().capitalize()}: {row}"
    return _done(request, finding, said, undo_url=undo_url)


@require_POST
@needs("factcheck.work_at_desk")
def take_back(request, pk):
    """Let a finding wait again."""
    finding = _finding(pk)
    try:
        findings.take_back(finding=finding, by=request.user)
    except findings.NotOpen as error:
        return _done(request, finding, str(error), tell=messages.error)
    return _done(request, finding, f"It waits again: {finding}")


def _finding(pk):
    rows = Finding.objects.judged().exclude(revision=None).select_related("revision")
    return get_object_or_404(rows.defer("revision__text"), pk=pk)


def _done(request, finding, said, **options):
    return done(request, newest(finding.revision.article_id), said, **options)
