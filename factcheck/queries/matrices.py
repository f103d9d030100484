"""What matrices need: the claims of a topic, against who speaks of them or printed that."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format

from articles.text.terms import fold
from factcheck.models import Evidence
from factcheck.queries import as_it_stood, claims_for, unnamed_outlet
from factcheck.rules.matrix import Cell, Told, cells

ARTICLE = "passage__revision__article"


@dataclass(frozen=True, slots=True)
class Column:
    """Somebody who takes stances. `key` names the column in addresses; `day` tells two articles
    that name no outlet apart."""

    key: str
    name: str
    url: str
    day: str = ""

    @property
    def folded(self):
        return fold(self.name)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims as rows, whoever takes stances on them as columns, and cells by their keys."""

    claims: list
    columns: list[Column]
    cells: dict[Hashable, dict[Hashable, Cell]]

    def cell(self, claim, column):
        return self.cells.get(claim.pk, {}).get(column.key, [])

    def count(self, column):
        """On how many claims a column bears."""
        return sum(column.key in row for row in self.cells.values())


def actors_matrix(topic, user, as_of=None):
    """The claims of a topic × the actors whose words bear on them."""
    rows = _evidence(topic, user, as_of).exclude(speaker=None)
    columns, told = {}, []
    for claim, stance, pk, name, slug in rows.values_list(
        "claim", "stance", "pk", "speaker__name", "speaker__slug"
    ):
        if slug not in columns:
            columns[slug] = Column(slug, name, reverse("actors:detail", args=[slug]))
        told.append(Told(claim, slug, stance, pk))
    return _matrix(topic, user, columns, told, as_of)


def outlets_matrix(topic, user, as_of=None):
    """The claims of a topic × the outlets that printed what bears on them, whoever spoke.

    An article that names no outlet stands for itself.
    """
    fields = ("pk", "outlet__name", "outlet__slug", "byline", "published_on")
    rows = _evidence(topic, user, as_of).values_list(
        "claim", "stance", "pk", "speaker__name", *(f"{ARTICLE}__{field}" for field in fields)
    )
    columns, told = {}, []
    for claim, stance, pk, speaker, *article in rows:
        if (printed := tuple(article)) not in columns:
            columns[printed] = _printed_by(*printed)
        told.append(Told(claim, columns[printed].key, stance, pk, speaker or "own words"))
    by_key = {column.key: column for column in columns.values()}  # an outlet printed many
    return _matrix(topic, user, by_key, told, as_of)


def _evidence(topic, user, as_of):
    """The live evidence of a topic's claims, in the order of printing."""
    printed = F(f"{ARTICLE}__published_on").asc(nulls_last=True)
    rows = Evidence.objects.live().known(as_of).visible_to(user).filter(claim__topic=topic)
    return rows.order_by(printed, "passage__revision", "passage__start", "pk")


def _printed_by(article: int, outlet: str, slug: str, byline: str, day: date | None):
    if outlet:
        return Column(slug, outlet, reverse("outlets:detail", args=[slug]))
    return Column(
        f"article.{article}",  # no slug has a full stop
        unnamed_outlet(byline, day),
        reverse("articles:detail", args=[article]),
        date_format(day, "j F Y") if day and byline else "",
    )


def _matrix(topic, user, columns, told, as_of):
    claims = claims_for(user).filter(topic=topic).select_related("question__topic")
    return Matrix(as_it_stood(claims.order_by("pk"), as_of), list(columns.values()), cells(told))
