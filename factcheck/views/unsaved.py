"""Keeps what editors type before they save it, and forgets it when they want."""

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck.forms.unsaved import KeepForm
from factcheck.models import Unsaved
from factcheck.queries import unsaved as queries
from factcheck.services import unsaved
from factcheck.views.access import needs
from factcheck.views.typed import typed


@require_POST
@needs("factcheck.work_at_desk")
def keep(request):
    """Keep the fields of a form. 200 {"kept": …}; false where the form was sent meanwhile."""
    form = KeepForm(request.POST)
    if not form.is_valid() or not _is_ours(form.cleaned_data["place"]):
        return JsonResponse({"kept": False, "errors": form.errors}, status=400)
    kept = unsaved.keep(editor=request.user, **form.cleaned_data)
    return JsonResponse({"kept": kept})


@require_safe
@needs("factcheck.work_at_desk")
def token(request):
    """What the forms of a page must bear that was opened before its editor signed in again."""
    return JsonResponse({"token": get_token(request)})


@require_POST
@needs("factcheck.work_at_desk")
def forget(request, pk):
    """It is not wanted; it can be brought back at once."""
    row = get_object_or_404(Unsaved, pk=pk, editor=request.user)
    if "back" in request.POST:
        unsaved.reopen(unsaved=row)
        return redirect(row.place)
    unsaved.close(editor=request.user, form=row.form)
    messages.success(request, f"Forgotten: {row.about}.")
    return redirect(f"{reverse('desk:home')}?forgotten={row.pk}")


def kept_for(request, place):
    """What was typed into the form at `place`; one that is sent back to be mended goes on."""
    if form := request.method == "POST" and typed(request, "unsaved", 40):
        return Unsaved(editor=request.user, place=place, form=form, fields={})
    return queries.at(request.user, place)


def close_unsaved(request):
    """What was typed into the form of this request is saved now."""
    unsaved.close(editor=request.user, form=typed(request, "unsaved", 40))


def _is_ours(place):
    try:
        match = resolve(place.partition("?")[0])
    except Resolver404:
        return False
    return match.namespace in ("desk", "claims")
