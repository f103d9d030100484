"""Correcting what a link says of its words: speaker, stance, day, note and chain."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck import presenters, queries
from factcheck.forms.attribution import Chain, CorrectionForm, last_day
from factcheck.models import Evidence
from factcheck.queries import corrections
from factcheck.services import evidence, linking
from factcheck.views.access import needs
from factcheck.views.unsaved import close_unsaved, kept_for

STILL_HERE = "What you typed is still here: save to put it in place of what stands now."
GONE = "The words are not linked any more. What you typed is still here: save to link them again."
SAID = {
    "changed": "Changed.",
    "undone": "Undone: it stands as it stood before.",
    "linked": "Linked again.",
}


@needs("factcheck.work_at_desk")
def correct(request, pk):
    """The form of one link. Of two editors at once the second sees what the first changed."""
    row = get_object_or_404(Evidence.objects.for_display(), pk=pk)
    article, context = row.passage.revision.article, {}
    if request.method == "POST" and "chain" not in request.POST:
        return _save(request, row)
    kept = kept_for(request, _place(row))
    if request.method == "POST" or kept.fields:
        typed = request.POST or kept.fields
        form = CorrectionForm(initial=dict(typed.items()))
        chain = Chain.typed(typed, article)
        if row.retired_at and kept.fields:
            row, context = _conflict(request, row)
    elif row.retired_at:
        return _to_what_stands(row)
    else:
        form, chain = CorrectionForm(initial=CorrectionForm.says(row)), Chain.of(row, article)
    context = _page(request, row, form, chain) | context | {"unsaved": kept}
    return render(request, "desk/evidence.html", context)


def _to_what_stands(row):
    _, standing = corrections.changes_since(row)
    if standing is None:
        raise Http404("retired")
    return redirect("desk:evidence", standing.pk)


def _save(request, row):
    form = CorrectionForm(request.POST, last_day=last_day(row.passage.revision.article))
    chain = Chain.typed(request.POST, row.passage.revision.article, is_sent=True)
    context = {}
    if all([form.is_valid(), chain.is_valid()]):
        asked = form.cleaned_data | {"steps": chain.steps}
        anew = "anew" in request.POST
        try:
            saved = linking.correct_link(evidence=row, asked=asked, anew=anew, by=request.user)
        except evidence.ReasonMissing as error:
            form.add_error("reason", str(error))
        except evidence.AlreadyLinked as error:
            form.add_error("who", str(error))
        except evidence.ClaimClosed as error:
            form.add_error(None, str(error))
        except evidence.ChangedMeanwhile as error:
            row, context = _conflict(request, row)
            form.add_error(None, f"{error} {GONE if context['is_gone'] else STILL_HERE}")
        else:
            close_unsaved(request)
            if saved == row:
                messages.info(request, "Nothing was changed: all of it stands as it stood.")
                return redirect("desk:evidence", row.pk)
            return _done(saved, "linked" if anew and saved.is_first else "changed")
    context = _page(request, row, form, chain) | context
    return render(request, "desk/evidence.html", context, status=422)


def _conflict(request, row):
    """The link as it stands now, to which the form goes next, and who changed what meanwhile."""
    entries, standing = corrections.changes_since(row)
    if standing:
        row = Evidence.objects.for_display().get(pk=standing.pk)
    names = queries.names_in(entries, request.user)
    return row, {"changes": presenters.told(entries, names), "is_gone": standing is None}


def _page(request, row, form, chain):
    context = {
        "row": row,
        "claim": row.claim,
        "article": row.passage.revision.article,
        "form": form,
        "chain": chain,
        "actor_names": corrections.actor_names(),
        "unsaved": kept_for(request, _place(row)),
    }
    if (done := request.GET.get("done")) in SAID:
        context |= {"said": SAID[done], "can_undo": done != "linked"}
    return context


@require_POST
@needs("factcheck.work_at_desk")
def undo(request, pk):
    """Put a link back as it stood before its last correction."""
    row = get_object_or_404(Evidence.objects.for_display(), pk=pk)
    try:
        back = evidence.undo_correction(evidence=row, editor=request.user)
    except evidence.ChangedMeanwhile as error:
        messages.error(request, f"{error} Nothing was undone.")
    except (evidence.NothingToUndo, evidence.AlreadyLinked, evidence.ClaimClosed) as error:
        messages.error(request, str(error))
    else:
        return _done(back, "undone")
    _, standing = corrections.changes_since(row)
    return redirect("desk:evidence", standing.pk) if standing else redirect(row.claim)


def _done(row, how):
    return redirect(f"{_place(row)}?done={how}")


def _place(row):
    return reverse("desk:evidence", args=[row.pk])
