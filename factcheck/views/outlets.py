"""Outlets, as readers see them and as the desk describes and merges them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import Outlet
from factcheck import presenters
from factcheck import queries as pages
from factcheck.forms.sources import MergeOutletForm, NamedForm, OutletForm, ReasonedForm
from factcheck.queries import sources as queries
from factcheck.services import outlets
from factcheck.views.access import needs
from factcheck.views.details import STILL_HERE
from factcheck.views.paging import paged

MANAGE = "articles.manage_outlets"


@require_safe
def outlet_list(request):
    return render(request, "outlets/list.html", paged(request, queries.outlet_list()))


@require_safe
def outlet_detail(request, slug):
    """An outlet with its articles; a merged one leads to the other, until they are parted again."""
    outlet = _outlet(slug)
    if outlet.merged_into:
        return redirect(outlet.current)
    return render(request, "outlets/detail.html", pages.outlet_page(outlet, request.user))


@needs("factcheck.work_at_desk")
def add_outlet(request):
    """A new outlet, also one that publishes nothing and only owns others."""
    form = NamedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = outlets.add_outlet(name=data["name"], by=request.user, reason=data["reason"])
        return redirect("desk:outlet", made.slug)
    return _answer(request, "desk/outlet_add.html", {"form": form})


@needs("factcheck.work_at_desk")
def edit_outlet(request, slug):
    """What is said of an outlet. Its owner and what readers see are for reviewers."""
    outlet = _outlet(slug)
    form = OutletForm(request.POST or None, outlet=outlet, may_manage=request.user.has_perm(MANAGE))
    seen, differing = request.POST.get("seen") or outlet.version, []
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        del data["keep_name"]
        try:
            outlets.edit_outlet(outlet=outlet, by=request.user, seen=seen, **data)
        except outlets.ReasonMissing as error:
            form.add_error("reason", str(error))
        except outlets.ChangedMeanwhile as error:
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, differing = outlet.version, list(form.differing())
        except outlets.CannotEdit as error:
            form.add_error("owner" if "owner" in form.fields else None, str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("desk:outlet", slug)
    context = queries.outlet_desk_page(outlet)
    context |= {"form": form, "seen": seen, "differing": differing}
    context["changes"] = presenters.told(context["entries"], context["names"])
    return _answer(request, "desk/outlet.html", context)


@needs(MANAGE)
def merge_outlet(request, slug):
    """Choose another outlet, see what would move, and make the two one."""
    outlet = _outlet(slug)
    if outlet.merged_into:
        raise Http404("merged already")
    form = MergeOutletForm(request.POST or request.GET or None, outlet=outlet)
    context = {"outlet": outlet, "form": form}
    if form.is_valid():
        into = context["into"] = form.cleaned_data["into"]
        context["preview"] = queries.merge_preview(outlet, into)
        if request.method == "POST":
            try:
                reason = form.cleaned_data["reason"]
                outlets.merge_outlets(outlet=outlet, into=into, by=request.user, reason=reason)
            except (outlets.CannotMerge, outlets.ReasonMissing) as error:
                form.add_error("reason", str(error))
            else:
                messages.success(request, f"Merged “{outlet}” into “{into}”.")
                return redirect("desk:outlet", into.slug)
    return _answer(request, "desk/outlet_merge.html", context)


@require_POST
@needs(MANAGE)
def part_outlet(request, slug):
    """Take a merge back."""
    outlet = _outlet(slug)
    form = ReasonedForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        outlets.part_outlet(outlet=outlet, by=request.user, reason=reason)
        messages.success(request, f"“{outlet}” is an outlet of its own again.")
    except (outlets.CannotMerge, outlets.CannotEdit, outlets.ReasonMissing) as error:
        messages.error(request, str(error))
    return redirect("desk:outlet", slug)


def _outlet(slug):
    return get_object_or_404(Outlet.objects.select_related("owner", "merged_into"), slug=slug)


def _answer(request, template, context):
    is_refused = request.method == "POST" and context["form"].errors
    return render(request, template, context, status=422 if is_refused else 200)
