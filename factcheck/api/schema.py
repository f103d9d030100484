"""The description of the API as OpenAPI."""

from functools import cache

from django.http import JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

TEXT = {"type": "string"}
ERROR = {
    "type": "object",
    "required": ["status", "code", "error", "fields"],
    "properties": {
        "status": {"type": "integer"},
        "code": TEXT | {"description": "What is wrong, for programs"},
        "error": TEXT | {"description": "What is wrong and what to do, for people"},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": TEXT},
            "description": "What is wrong with each parameter, if it is about parameters",
        },
    },
}
REFUSED = {
    "400": "A parameter is unknown, or its value is not understood",
    "404": "There is no such row, or it is not public",
    "406": "Something other than JSON was asked for",
    "429": "Too often in one minute",
}
SAME = "Nothing changed since the answer with the ETag that If-None-Match names"


def tell_errors(result, generator, request, public):
    """Add to each operation how it refuses, in the one shape for it."""
    result["components"]["schemas"]["Error"] = ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for place in result["paths"].values():
        responses = place["get"]["responses"]
        responses["304"] = {"description": SAME}
        for status, words in REFUSED.items():
            responses[status] = {"description": words, "content": content}
        if "301" in responses:
            responses["301"]["description"] = "It was merged into the one that Location names"
    return result


def _without_marks(node):
    """A description without what drf-spectacular writes there for itself."""
    if isinstance(node, dict):
        return {k: _without_marks(v) for k, v in node.items() if k != "x-spec-enum-id"}
    return [_without_marks(part) for part in node] if isinstance(node, list) else node


@cache
def described():
    """The whole description; it is the same for everybody."""
    return _without_marks(SchemaGenerator().get_schema(request=None, public=True))


@require_safe
def schema(request):
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})
