"""The page that describes the API to people, made of the description for programs."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.api.paging import LENGTH, LONGEST
from factcheck.api.schema import REFUSED, described
from factcheck.api.views import KINDS

TYPES = {
    "string": "text",
    "integer": "number",
    "boolean": "true or false",
    "date": "day",
    "date-time": "time",
    "uri": "address",
}
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
    place, by = reverse(f"api:{kind}"), rows.lookup_field
    single = row and reverse(f"api:{kind}-row", args=[getattr(row, by)])
    many = _operation(place, _list_of(kind))
    one = _operation(f"{place}{{{'slug' if by == 'slug' else 'id'}}}/", single)
    if one["fields"] == many["fields"]:
        one["fields"] = ()
    return {"name": kind, "operations": [many, one]}


def _list_of(kind):
    return f"{reverse(f'api:{kind}')}?{NARROWED.get(kind, 'limit=5')}"


def _operation(place, example):
    told = described()["paths"][place]["get"]
    parameters = [one for one in told.get("parameters", ()) if one["in"] == "query"]
    return {
        "place": place,
        "summary": told["summary"],
        "parameters": [
            _column(one["name"], one["schema"], one.get("description", "")) for one in parameters
        ],
        "fields": _fields(told["responses"]["200"]),
        "example": example,
    }


def _fields(response):
    """What a row that is answered has."""
    schema = _resolved(response["content"]["application/json"]["schema"])
    if "results" in schema["properties"]:
        schema = _resolved(schema["properties"]["results"]["items"])
    told = schema["properties"].items()
    return [_column(name, column, column.get("description", "")) for name, column in told]


def _column(name, schema, means):
    each = schema.get("items", schema)
    inner = _resolved(each["allOf"][0] if "allOf" in each else each)
    return {
        "name": name,
        "means": means.strip(),
        "type": TYPES.get(inner.get("format") or inner["type"], inner["type"]),
        "is_list": "items" in schema,
        "may_be_null": bool(schema.get("nullable")),
        "values": [value for value in inner.get("enum", ()) if value],
        "parts": list(inner.get("properties", ())),
    }


def _resolved(schema):
    if "$ref" in schema:
        return described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
