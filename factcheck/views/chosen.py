"""Words of an article that the address of the desk names, and where they stand now."""

from typing import NamedTuple

from django.urls import reverse

from factcheck.forms import SelectionForm
from factcheck.models import Unsaved
from factcheck.queries import unsaved
from factcheck.views.typed import typed
from factcheck.views.unsaved import kept_for


class OfOlderText(NamedTuple):
    """Words that were chosen in an older text of an article, with what was typed about them."""

    words: str
    kept: Unsaved


def place_of(revision, start, end):
    """Where the form for these words is opened."""
    desk = reverse("desk:article", args=[revision.article_id])
    return f"{desk}?start={start}&end={end}&text={revision.number}"


def of_older_text(request, revision):
    """What the address names, if that was chosen in an older text than `revision`; else None."""
    number, selection = typed(request, "text", 9), SelectionForm(request.GET)
    if not number.isdecimal() or int(number) >= revision.number or not selection.is_valid():
        return None
    old = revision.article.revisions.filter(number=number).first()
    if old is None:
        return None
    start, end = selection.cleaned_data["start"], selection.cleaned_data["end"]
    return OfOlderText(old.text[start:end], unsaved.at(request.user, place_of(old, start, end)))


def kept_about(request, place, form=""):
    """What was typed into the form at `place`, or into the one of that name: it goes on there."""
    found = unsaved.named(request.user, form) if form else None
    if found is None:
        return kept_for(request, place)
    found.place = place
    return found
