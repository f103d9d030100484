"""Proposed quotes: dismissed, and decisions taken back. They are taken by linking them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.models import Suggestion
from factcheck.queries.proposals import AT_WORDS
from factcheck.services import suggestions
from factcheck.views.access import needs
from factcheck.views.workplace import done, newest


@require_POST
@needs("factcheck.work_at_desk")
def dismiss(request, pk):
    quote = _quote(pk)
    try:
        suggestions.dismiss(suggestion=quote, by=request.user)
    except suggestions.TooLate as error:
        return _done(request, quote, str(error), tell=messages.error)
    undo_url = reverse("desk:take-back-proposal", args=[quote.pk])
    return _done(request, quote, f"Dismissed: {_opening(quote)}", undo_url=undo_url)


@require_POST
@needs("factcheck.work_at_desk")
def take_back(request, pk):
    """Let a quote wait again, with the link retired that was made from it."""
    quote = _quote(pk)
    try:
        suggestions.take_back(suggestion=quote, by=request.user)
    except suggestions.TooLate as error:
        return _done(request, quote, str(error), tell=messages.error)
    return _done(request, quote, f"It is proposed again: {_opening(quote)}")


def _quote(pk):
    quotes = Suggestion.objects.filter(AT_WORDS)
    return get_object_or_404(quotes.select_related("revision"), pk=pk)


def _opening(quote):
    words = quote.exact.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _done(request, quote, said, **options):
    return done(request, newest(quote.revision.article_id), said, **options)
