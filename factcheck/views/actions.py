"""What one did last at the desk, each with a way back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from factcheck import presenters, queries
from factcheck.models import Entry
from factcheck.queries import actions, topic_desk
from factcheck.services.undo import WAYS_BACK, CannotUndo, undo
from factcheck.views.access import needs


@require_safe
@needs("factcheck.work_at_desk")
def last_actions(request):
    entries = actions.last_actions(request.user, WAYS_BACK)
    names = queries.names_in(entries, request.user) | topic_desk.names_of(entries)
    articles = actions.articles_in(entries)
    for entry in entries:
        entry.gist = presenters.subject(entry, names, articles)
    return render(request, "desk/actions.html", {"entries": entries})


@require_POST
@needs("factcheck.work_at_desk")
def undo_action(request, number):
    """Undo one thing that the editor did."""
    entry = get_object_or_404(Entry, number=number, by=request.user)
    try:
        undo(entry=entry, by=request.user)
    except CannotUndo as error:
        messages.error(request, f"Not undone: {error}")
    else:
        messages.success(request, f"Undone: {entry.verb}.")
    return redirect("desk:actions")
