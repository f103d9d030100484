"""Where a page stands in the queue that its address names, and the way to the next thing."""

from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse

from factcheck import presenters
from factcheck.queries import queue

WHO = {queue.ANYONE: "anyone’s", queue.MINE: "mine", queue.NOBODY: "nobody’s"}


def bar(request, **pks):
    """Where the page stands in the queue that its address names, for `desk/_queue_bar.html`.

    `pks` are the keys of what the page shows, by the kinds of queue that it may stand in.
    """
    params = _params(request)
    kind, who = queue.KINDS.get(params.get("queue", "")), who_of(params)
    pk = pks.get(kind.name) if kind else None
    if kind is None or pk is None or not request.user.has_perm("factcheck.work_at_desk"):
        return {}
    found = queue.place_in(kind, request.user, who, pk) | {"kind": kind, "pk": pk, "who": who}
    for way in ("next", "previous"):
        row = found[way]
        found[f"{way}_url"] = row and presenters.queue_address(kind, row, who)
    query = urlencode({"kind": kind.name, "who": who})
    found["list_url"] = f"{reverse('desk:home')}?{query}"
    found["params"] = urlencode({"queue": kind.name, "who": who, "item": pk})
    return {"queue": found}


def item_of(request):
    """The key of the one thing that the address of the page names, or None."""
    return number_in(_params(request), "item")


def number_in(params, name):
    """A key that an address gives, or None."""
    given = params.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def keeping(request, place, **more):
    """The address with the queue that this page's own address names, and `more` parameters."""
    kept = [(name, request.GET[name]) for name in ("queue", "who", "item") if name in request.GET]
    query = urlencode([*kept, *more.items()])
    return f"{place}?{query}" if query else place


def _params(request):
    """What the address of the page says; a fragment's request comes from a page."""
    if request.htmx and request.htmx.current_url_abs_path:
        return QueryDict(urlsplit(request.htmx.current_url_abs_path).query)
    return request.GET


def who_of(params):
    """Whose queue is meant."""
    who = params.get("who")
    return who if who in WHO else queue.ANYONE
