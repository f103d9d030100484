"""Changing claims: wording, state, merging, relations."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from factcheck import differences, queries, search
from factcheck.forms import ClaimForm, OtherClaimForm, ReasonForm, RelationForm, StepForm
from factcheck.models import Claim
from factcheck.queries import editing
from factcheck.rules import merging
from factcheck.services import claims, relations
from factcheck.views.access import needs
from factcheck.views.merged import at_standing_claim
from factcheck.views.queue_bar import keeping
from factcheck.views.typed import typed
from factcheck.views.unsaved import close_unsaved, kept_for

STILL_HERE = "What you typed is still here: save again to put it in place of what stands now."
MOST_NAMED = 5  # things that did not come back when a merge was taken back
STEPS: dict[str, tuple[Callable[..., Claim], str, str]] = {
    "review": (claims.send_for_review, "factcheck.work_at_desk", "Sent for review."),
    "back": (claims.send_back, "factcheck.publish_claim", "Sent back to its editor."),
    "publish": (claims.publish_claim, "factcheck.publish_claim", "Published: readers see it now."),
    "withdraw": (claims.withdraw_claim, "factcheck.publish_claim", "Withdrawn."),
}


@needs("factcheck.work_at_desk")
@at_standing_claim
def edit_claim(request, slug):
    """Change the wording and the frame of a claim; of two editors the second sees both."""
    claim = _claim(request, slug)
    kept = kept_for(request, reverse("claims:edit", args=[slug]))
    typed_before = kept.fields
    form = ClaimForm(request.POST or None, instance=_copy(claim), initial=typed_before)
    seen, differing, conflict = typed_before.get("seen") or claim.version, [], False
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in ClaimForm.Meta.fields}
        reason, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
        try:
            claims.edit_claim(claim=claim, by=request.user, reason=reason, seen=seen, **changes)
        except claims.ChangedMeanwhile as error:
            claim.refresh_from_db()
            form, differing = _both(request, claim, changes, seen)
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, conflict = claim.version, True
        except claims.ReasonMissing as error:
            form.add_error("reason", str(error))
        except claims.WrongState as error:
            form.add_error(None, str(error))
        else:
            close_unsaved(request)
            messages.success(request, "Saved.")
            return redirect(keeping(request, claim.get_absolute_url()))
    context = {"claim": claim, "form": form, "differing": differing, "conflict": conflict}
    context["seen"] = seen or claim.version
    return _answer(request, "desk/claim_edit.html", context | {"unsaved": kept})


def _both(request, claim, mine, seen):
    """The form again after two people's changes, and where both changed the same."""
    base = editing.as_seen(claim, seen) or claim
    was, now = ({name: getattr(row, name) for name in mine} for row in (base, claim))
    found = merging.merged(was, now, mine)
    data = request.POST.copy()
    form = ClaimForm(instance=_copy(claim))
    for name, value in found.values.items():
        data[name] = form.fields[name].prepare_value(value) or ""
    form = ClaimForm(data, instance=_copy(claim))
    form.is_valid()
    told = [
        {
            "label": form[name].label,
            "was": _words(was[name]),
            "now": _words(now[name]),
            "mine": differences.inline(_words(now[name]), _words(mine[name]))
            if name in found.both
            else None,
        }
        for name in found.theirs
    ]
    return form, told


def _words(value):
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "")


@require_POST
@needs("factcheck.work_at_desk")
@at_standing_claim
def step_claim(request, slug):
    """Send for review, send back, publish or withdraw."""
    claim = _claim(request, slug)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404("no such step")
    take, permission, said = STEPS[form.cleaned_data["step"]]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    asked = {"reason": form.cleaned_data["reason"]}
    if take is claims.publish_claim:
        asked["seen"] = request.POST.get("seen", "")
    try:
        take(claim=claim, by=request.user, **asked)
        messages.success(request, said)
    except claims.ChangedMeanwhile as error:
        messages.error(request, f"{error} Read it again before you publish it.")
    except (claims.WrongState, claims.ReasonMissing) as error:
        messages.error(request, str(error))
    return redirect(keeping(request, claim.get_absolute_url()))


@needs("factcheck.work_at_desk")
@at_standing_claim
def merge_claim(request, slug):
    """Make this claim one with another; its address then leads there."""
    claim = _claim(request, slug)
    form = OtherClaimForm(
        request.POST or None, initial=request.GET.dict(), claims=_others(request, claim)
    )
    if request.method == "POST" and form.is_valid():
        other, reason = form.cleaned_data["claim"], form.cleaned_data["reason"]
        try:
            claims.merge_claims(claim=claim, into=other, by=request.user, reason=reason)
        except (claims.CannotMerge, claims.ReasonMissing) as error:
            form.add_error(None, str(error))
        else:
            return redirect(keeping(request, other.get_absolute_url(), merged=claim.slug))
    return _choose(request, "desk/claim_merge.html", claim, form)


@require_POST
@needs("factcheck.work_at_desk")
def part_claim(request, slug):
    """Take the merge of this claim back."""
    claims_seen = Claim.objects.visible_to(request.user).select_related("merged_into")
    claim = get_object_or_404(claims_seen, slug=slug)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        parted = claims.part_claims(claim=claim, by=request.user, reason=reason)
    except claims.ReasonMissing as error:
        messages.error(request, str(error))
        return redirect("claims:history", claim.merged_into.slug)
    except claims.CannotMerge as error:
        messages.error(request, str(error))
        return redirect(claim)
    messages.success(request, f"“{claim}” is a claim of its own again.")
    if told := _what_stays(parted):
        messages.warning(request, told)
    return redirect(claim)


def _what_stays(parted):
    """What did not come back, in a sentence; nothing where all did."""
    words = [f"“{Truncator(row.passage.exact).words(8)}”" for row in parted.evidence]
    words += [str(row) for row in parted.relations]
    if not words:
        return ""
    named = "; ".join(words[:MOST_NAMED]) + ("; …" if len(words) > MOST_NAMED else "")
    return (
        f"Changed since the merge, so left as it is with “{parted.into}”: {named}."
        " Link or relate it again where it bears on both."
    )


@needs("factcheck.work_at_desk")
@at_standing_claim
def relate_claim(request, slug):
    """Say how this claim stands to another."""
    claim = _claim(request, slug)
    kept = kept_for(request, reverse("claims:relate", args=[slug]))
    given = _related(request, claim) | kept.fields
    form = RelationForm(request.POST or None, initial=given, claims=_others(request, claim))
    seen, conflict = (request.POST or given).get("seen", ""), False
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        other = asked.pop("claim")
        try:
            relations.relate_claims(claim=claim, other=other, by=request.user, seen=seen, **asked)
        except relations.CannotRelate as error:
            form.add_error("resolution", str(error))
        except relations.ChangedMeanwhile as error:
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, conflict = error.relation.version, True
        else:
            close_unsaved(request)
            messages.success(request, f"Related to “{other}”.")
            return redirect(keeping(request, claim.get_absolute_url()))
    context = {"seen": seen, "unsaved": kept, "conflict": conflict}
    return _choose(request, "desk/claim_relate.html", claim, form, context)


def _related(request, claim):
    """How the claim stands to the one that the address names, as the form has it."""
    given = request.GET.dict()
    other, kind = typed(request, "claim", 100), typed(request, "kind", 11)
    standing = editing.relation_between(claim, other, kind)
    if standing:
        given |= {name: getattr(standing, name) for name in ("difference", "status", "resolution")}
        given |= {"note": standing.note, "seen": standing.version}
    return given


def _claim(request, slug):
    claims_seen = Claim.objects.visible_to(request.user).filter(merged_into=None)
    return get_object_or_404(claims_seen.select_related("topic", "question"), slug=slug)


def _copy(claim):
    """The same row again, for a ModelForm writes into its instance even where it is refused."""
    return Claim.objects.get(pk=claim.pk)


def _others(request, claim):
    return queries.claims_for(request.user).exclude(pk=claim.pk)


def _choose(request, template, claim, form, told=()):
    """A page on which another claim is searched and chosen."""
    query = typed(request, "q", 500)
    chosen = typed(request, "claim", 100) or form.initial.get("claim", "")
    others = _others(request, claim)
    found = search.likeliest(others, query, claim.proposition)
    if chosen:
        found = [*others.filter(slug=chosen), *(c for c in found if c.slug != chosen)]
    context = {
        "claim": claim,
        "form": form,
        "claim_options": found,
        "chosen_claim": chosen,
        "q": query,
        **dict(told),
    }
    return _answer(request, template, context)


def _answer(request, template, context):
    """The page; 409 where another editor was faster, 422 where the form holds a fault."""
    status = 422 if context["form"].errors else 200
    return render(request, template, context, status=409 if context.get("conflict") else status)
