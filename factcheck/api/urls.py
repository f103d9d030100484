"""The addresses below /api/v1/."""

from django.urls import path, re_path

from factcheck.api import docs, schema, views
from factcheck.api.views import KINDS


def addresses(kind, rows):
    """The list of a kind, and each row by its slug or its number."""
    row = "<words:slug>" if rows.lookup_field == "slug" else "<int:pk>"
    yield path(f"{kind}/", rows.as_view({"get": "list"}), name=kind)
    yield path(f"{kind}/{row}/", rows.as_view({"get": "retrieve"}), name=f"{kind}-row")


urlpatterns = [
    path("", docs.page, name="docs"),
    path("schema/", schema.schema, name="schema"),
    *(address for kind, rows in KINDS.items() for address in addresses(kind, rows)),
    # Also what has line ends in it, at which <path:…> stops.
    re_path(r"^(?P<rest>[\s\S]+)/\Z", views.Nowhere.as_view(), name="nowhere"),
]
