"""Correcting what is said of an article; its words are changed by nobody."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from articles.models import Article
from factcheck import presenters
from factcheck.forms.sources import DetailsForm
from factcheck.queries import sources as queries
from factcheck.services import details, ledger, outlets
from factcheck.views.access import needs

NOTHING = "Nothing was changed: all of it stands as it stood."
STAYS_CLOSED = (
    "Readers still see the passages only: that this outlet’s texts are open opens no other text by"
    " itself. A reviewer may open it."
)
STILL_HERE = "What you typed is still here: save again to put it in place of what stands now."


@needs("factcheck.work_at_desk")
def article_details(request, pk):
    """The details with their history; of a conflict with another editor both sides are shown."""
    article = _article(pk)
    may_open = request.user.has_perm("articles.manage_outlets")
    form = DetailsForm(request.POST or None, article=article, may_open=may_open)
    was, closed = article.version, not article.is_open
    seen, differing = request.POST.get("seen") or article.version, []
    if request.method == "POST" and form.is_valid():
        try:
            _save(article, form.cleaned_data, request.user, seen)
        except details.ReasonMissing as error:
            form.add_error("reason", str(error))
        except details.ChangedMeanwhile as error:
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, differing = article.version, list(form.differing())
        else:
            article.refresh_from_db()
            messages.success(request, "Saved." if article.version != was else NOTHING)
            if closed and article.outlet and article.outlet.is_open and not article.is_open:
                messages.info(request, STAYS_CLOSED)
            return redirect("desk:details", pk)
    context = queries.details_page(article)
    context |= {"form": form, "seen": seen, "differing": differing}
    context["changes"] = presenters.told(context["entries"], context["names"])
    status = 422 if form.errors else 200
    return render(request, "desk/article_details.html", context, status=status)


@transaction.atomic
def _save(article, data, editor, seen):
    """Change the details, with a new outlet where the form names one; both or neither."""
    ledger.lock()  # before any row, so that two editors cannot wait for each other
    reason = data["reason"]
    changes = {name: data[name] for name in data.keys() - {"reason", "which"}}
    if isinstance(data["outlet"], str):
        changes["outlet"] = outlets.add_outlet(name=data["outlet"], by=editor, reason=reason)
    details.edit_details(article=article, by=editor, reason=reason, seen=seen, **changes)


@require_POST
@needs("factcheck.work_at_desk")
def confirm_date(request, pk):
    """Set an inferred date as it is."""
    article = _article(pk)
    try:
        details.confirm_date(article=article, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, "The date is set as it was inferred.")
    except (details.ChangedMeanwhile, details.NotInferred) as error:
        messages.error(request, str(error))
    return redirect("desk:details", pk)


def _article(pk):
    return get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
