"""Work on a claim that somebody merged into another one meanwhile."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from factcheck.models import Claim
from factcheck.views.unsaved import kept_for

# What people write themselves in the forms of a claim; the rest was chosen from lists.
WRITTEN = {
    "proposition": "The claim",
    "holds_from": "Holds from",
    "holds_to": "Holds to",
    "note": "Note",
    "reason": "Reason",
}


def at_standing_claim(view):
    """Where the claim of the address was merged, tell into which, with what was typed about it."""

    @wraps(view)
    def answered(request, slug):
        try:
            return view(request, slug)
        except Http404:
            seen = Claim.objects.visible_to(request.user).select_related("merged_into")
            claim = seen.filter(slug=slug).exclude(merged_into=None).first()
            if claim is None:
                raise
            return _gone(request, claim)

    return answered


def _gone(request, claim):
    kept = kept_for(request, request.path)
    given = request.POST or kept.fields
    typed = [(label, given[name]) for name, label in WRITTEN.items() if given.get(name)]
    context = {"claim": claim, "typed": typed, "unsaved": kept}
    status = 409 if request.method == "POST" else 200
    return render(request, "desk/claim_gone.html", context, status=status)
