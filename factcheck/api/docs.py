"""The page that describes the API to people, made of the description for programs."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.api.paging import LENGTH, LONGEST
from factcheck.api.schema import REFUSED, described
from factcheck.api.views import KINDS

NARROWED = {
    "claims": "evidence=contested&order=changed&limit=5",
    "evidence": "stance=contradicts&limit=5",
    "actors": "kind=person&limit=5",
    "relations": "kind=contradicts&limit=5",
}


@require_safe
def page(request):
    """Each operation with an example that answers here and now, if there is a row for it."""
    context = {
        "kinds": [_kind(kind, rows, request.user) for kind, rows in KINDS.items()],
        "refused": REFUSED,
        "length": LENGTH,
        "longest": LONGEST,
        "per_minute": settings.API_PER_MINUTE,
        "example": request.build_absolute_uri(_list_of("claims")),
    }
    return render(request, "api/docs.html", context)


def _kind(kind, rows, user):
    row = rows.seen_by(user).first()
    by = rows.lookup_field
    place = reverse(f"api:{kind}")
    single = row and reverse(f"api:{kind}-row", args=[getattr(row, by)])
    slot = "{slug}" if by == "slug" else "{id}"
    return {
        "name": kind,
        "operations": [
            _operation(place, _list_of(kind)),
            _operation(f"{place}{slot}/", single),
        ],
    }


def _list_of(kind):
    return f"{reverse(f'api:{kind}')}?{NARROWED.get(kind, 'limit=5')}"


def _operation(place, example):
    told = described()["paths"][place]["get"]
    return {
        "place": place,
        "summary": told["summary"],
        "parameters": [_parameter(one) for one in told.get("parameters", ())],
        "fields": _fields(told["responses"]["200"]),
        "example": example,
    }


def _parameter(told):
    schema = told["schema"]
    each = schema.get("items", schema)
    return {
        "name": told["name"],
        "means": told.get("description", ""),
        "values": each.get("enum", ()),
        "is_repeated": "items" in schema,
        "is_in_place": told["in"] == "path",
    }


def _fields(response):
    """The columns of the rows that are answered: (name, what it means)."""
    schema = _resolved(response["content"]["application/json"]["schema"])
    if "results" in schema["properties"]:
        schema = _resolved(schema["properties"]["results"]["items"])
    return [
        {"name": name, "means": column.get("description", ""), "values": column.get("enum", ())}
        for name, column in schema["properties"].items()
    ]


def _resolved(schema):
    if "$ref" in schema:
        return described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
