"""The queue of the desk: what waits, whose it is, and the way from one thing to the next."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck import presenters
from factcheck.forms.queue import AssignForm
from factcheck.queries import queue, unsaved
from factcheck.services import queue as services
from factcheck.views.access import needs
from factcheck.views.paging import paged
from factcheck.views.queue_bar import WHO, bar, keeping, number_in, who_of
from factcheck.views.typed import typed
from factcheck.views.workplace import newest


@require_safe
@needs("factcheck.work_at_desk")
def home(request):
    """What waits of one kind, oldest first. Unless one is named, of the first that has any."""
    who = who_of(request.GET)
    counts = queue.counts(request.user, who)
    named = queue.KINDS.get(request.GET.get("kind", ""))
    kind = named or next((row["kind"] for row in counts if row["count"]), counts[0]["kind"])
    context = paged(request, queue.waiting(kind, request.user, who))
    context["items"] = queue.with_assignments(context["page"])
    quotes = queue.quotes_in(kind, context["items"])
    for row in context["items"]:
        row.address = presenters.queue_address(kind, row, who)
        row.quote_count = quotes.get(getattr(row, "article_id", None), 0)
    context |= {"kind": kind, "who": who, "counts": counts, "whose": WHO.items()}
    context |= {"editors": queue.editors(), "today": queue.done_today(request.user)}
    context["unsaved_rows"] = unsaved.of(request.user)[: unsaved.MOST_SHOWN]
    context["forgotten"] = unsaved.forgotten(request.user, number_in(request.GET, "forgotten"))
    return render(request, "desk/queue.html", context)


@require_POST
@needs("factcheck.work_at_desk")
def assign(request):
    """Let somebody look after things that wait, or nobody."""
    form = AssignForm(request.POST, editors=queue.editors())
    if not form.is_valid():
        messages.error(request, "Choose what to assign, and to whom. Nothing was changed.")
        return redirect(_list(request))
    kind, to = form.cleaned_data["kind"], form.cleaned_data["to"]
    rows = list(queue.waiting(kind, request.user).filter(pk__in=form.cleaned_data["item"]))
    for row in rows:
        services.assign(target=kind.target_of(row), to=to, by=request.user)
    _say_assigned(request, rows, to)
    if "stay" in request.POST and rows:
        return redirect(presenters.queue_address(kind, rows[0], who_of(request.POST)))
    return redirect(_list(request, rows[0].pk if rows else None))


def _say_assigned(request, rows, to):
    if not rows:
        messages.error(request, "That no longer waits. Nothing was changed.")
    else:
        what = "It is" if len(rows) == 1 else f"{len(rows)} things are"
        whose = "nobody’s" if to is None else "yours" if to == request.user else f"{to}’s"
        messages.success(request, f"{what} {whose} now.")


@require_POST
@needs("factcheck.work_at_desk")
def read(request, pk):
    """The newest text was gone through, or is to wait again; then to the next that waits."""
    revision = newest(pk)
    if request.POST.get("read") == "again":
        services.wait_again(revision=revision, by=request.user)
        messages.success(request, "It waits to be read again.")
        return redirect(keeping(request, reverse("desk:article", args=[pk])))
    services.read_through(revision=revision, by=request.user)
    messages.success(request, f"Read through: “{revision.article}”.")
    found = bar(request, quotes=revision.pk, articles=revision.pk).get("queue")
    if not found:
        return redirect("desk:article", pk)
    return redirect(found["next_url"] or found["list_url"])


def _list(request, pk=None):
    """The list as the editor left it, at the thing that was assigned."""
    params = {"kind": typed(request, "kind", 20), "who": who_of(request.POST)}
    if page := number_in(request.POST, "page"):
        params["page"] = page
    return f"{reverse('desk:home')}?{urlencode(params)}" + (f"#item-{pk}" if pk else "")
