"""One shape for whatever is refused: {status, code, error, fields}."""

from django.http import Http404
from rest_framework import exceptions
from rest_framework.views import exception_handler

WORDS = {
    "not_found": "There is nothing at this address, or it is not public. All addresses are listed"
    " at /api/v1/.",
    "method_not_allowed": "This address is only read: ask it with GET.",
    "not_acceptable": "Answers are JSON: ask with Accept: application/json, or without Accept.",
    "throttled": "That was too often for one minute. Ask again after as many seconds as"
    " Retry-After says.",
}


def answer(exc, context):
    """DRF's answer in our words; None where it is a fault of ours, which Django logs and tells."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    fields = _fields(exc.detail) if isinstance(exc, exceptions.ValidationError) else {}
    code = "not_found" if isinstance(exc, Http404) else getattr(exc, "default_code", "refused")
    response.data = {
        "status": response.status_code,
        "code": code,
        "error": WORDS.get(code) or _told(fields) or str(getattr(exc, "detail", exc)),
        "fields": fields,
    }
    return response


def _fields(detail):
    return {name: [str(message) for message in messages] for name, messages in detail.items()}


def _told(fields):
    return " ".join(f"{name}: {' '.join(messages)}" for name, messages in fields.items())
