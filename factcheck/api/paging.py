"""Long lists, part by part, from where the last part ended."""

from functools import reduce
from operator import and_, or_

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

LENGTH, LONGEST = 100, 500


class AfterTheLast(BasePagination):
    """A cursor holds what the last row was sorted by, so that a row that comes or goes meanwhile
    neither hides nor repeats another, and a late part costs what the first costs.

    Lists must be ordered by columns that are never null, the last of them unique. A cursor is
    signed for its order: it is ours or refused.
    """

    def paginate_queryset(self, queryset, request, view=None):
        self.here = request.build_absolute_uri()
        order = queryset.query.order_by
        signer = Signer(salt=f"api cursor {' '.join(order)}")
        if cursor := request.query_params.get("cursor"):
            queryset = queryset.filter(_beyond(order, _values(signer, cursor)))
        length = _length(request.query_params.get("limit"))
        rows = list(queryset[: length + 1])
        self.cursor = None
        if len(rows) > length:
            rows = rows[:length]
            last = [_plain(getattr(rows[-1], name.removeprefix("-"))) for name in order]
            self.cursor = signer.sign_object(last, compress=True)
        return rows

    def get_paginated_response(self, data):
        following = self.cursor and replace_query_param(self.here, "cursor", self.cursor)
        return Response({"next": following, "results": data})

    def get_paginated_response_schema(self, schema):
        told = "The address of what follows; null: this is the end."
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": "string",
                    "format": "uri",
                    "nullable": True,
                    "description": told,
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": "limit",
                "in": "query",
                "description": f"How many rows at most; {LENGTH} unless told",
                "schema": {"type": "integer", "minimum": 1, "maximum": LONGEST},
            },
            {
                "name": "cursor",
                "in": "query",
                "description": "Where to go on: it stands in the address that next gives",
                "schema": {"type": "string"},
            },
        ]


def _length(typed):
    if not typed:
        return LENGTH
    if typed.isascii() and typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= LONGEST:
        return int(typed)
    raise ValidationError({"limit": [f"Give a whole number from 1 to {LONGEST}, or leave it out."]})


def _values(signer, cursor):
    try:
        return signer.unsign_object(cursor)
    except BadSignature:
        message = "This is no cursor of this list in this order. Leave it out to begin anew."
        raise ValidationError({"cursor": [message]}) from None


def _beyond(order, values):
    """Rows that come after the one with these values: a > x, or a = x and b > y, and so on."""
    ways, same = [], []
    for name, value in zip(order, values, strict=True):
        field = name.removeprefix("-")
        further = Q((f"{field}__lt" if name.startswith("-") else f"{field}__gt", value))
        ways.append(reduce(and_, [*same, further]))
        same.append(Q((field, value)))
    return reduce(or_, ways)


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
