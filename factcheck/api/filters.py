"""What lists other than that of claims can be narrowed by.

A value that names nothing is refused; so is the name of what `user` may not see, for the two must
answer alike.
"""

from django import forms
from django.db.models import Q
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter, NumberFilter
from drf_spectacular.utils import extend_schema_field

from articles.models import Outlet
from factcheck.models import ActorKind, Claim, FindingStatus, RelationKind, Stance
from factcheck.queries.open_data import actors_for

LARGEST = 2**63 - 1  # a larger number is an error in SQLite


class IdFilter(NumberFilter):
    field_class = forms.IntegerField

    def __init__(self, field, label):
        super().__init__(field, label=label, min_value=1, max_value=LARGEST)
        told = {"type": "integer", "minimum": 1, "maximum": LARGEST, "description": label}
        extend_schema_field(told)(self)


def _claims(request):
    return Claim.objects.visible_to(request.user)


def _actors(request):
    return actors_for(request.user)


class SlugFilter(ModelChoiceFilter):
    def __init__(self, field=None, *, label, **options):
        super().__init__(field, to_field_name="slug", label=label, **options)
        extend_schema_field({"type": "string", "description": label})(self)


class EvidenceFilter(FilterSet):
    claim = SlugFilter(queryset=_claims, label="A claim's slug")
    actor = SlugFilter("speaker", queryset=_actors, label="A speaker's slug")
    article = IdFilter("passage__revision__article", "An article's id")
    stance = ChoiceFilter(choices=Stance.choices, label="Stance")


class PassageFilter(FilterSet):
    article = IdFilter("revision__article", "An article's id")


class ArticleFilter(FilterSet):
    outlet = SlugFilter(queryset=Outlet.objects.standing(), label="An outlet's slug")


class ActorFilter(FilterSet):
    kind = ChoiceFilter(choices=ActorKind.choices, label="Kind")


class RelationFilter(FilterSet):
    claim = SlugFilter(queryset=_claims, method="of_claim", label="The slug of either claim")
    kind = ChoiceFilter(choices=RelationKind.choices, label="Kind")

    def of_claim(self, rows, name, claim):
        return rows.filter(Q(a=claim) | Q(b=claim))


class FindingFilter(FilterSet):
    claim = SlugFilter(queryset=_claims, label="A claim's slug")
    article = IdFilter("revision__article", "An article's id")
    status = ChoiceFilter(choices=FindingStatus.choices, label="Status")
