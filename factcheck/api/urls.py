"""The addresses below /api/v1/."""

from django.urls import path

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
    path("<path:rest>/", views.Nowhere.as_view(), name="nowhere"),
]
