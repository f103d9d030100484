"""The addresses of the API. What they give is said in `queries` and `rows`."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from articles import models as published
from factcheck import models, queries
from factcheck.api import filters, rows
from factcheck.api.paging import AfterTheLast
from factcheck.filters import ClaimFilter
from factcheck.queries import open_data
from factcheck.views.as_of import asked

READ = ("get", "head")
PAGED = ("limit", "cursor")


@method_decorator(conditional_page, name="dispatch")
class Rows(ReadOnlyModelViewSet):
    """One kind of row: a list of those that the asker may see, and each by itself.

    `queryset` tells the description of the columns; `seen_by(user)` gives what may be seen.
    """

    http_method_names = READ
    filter_backends = (DjangoFilterBackend,)
    pagination_class = AfterTheLast
    filterset_class: type[FilterSet] | None = None
    whole_class: type[Serializer] | None = None  # the form of a single row, where it tells more
    parameters: tuple[str, ...] = ()  # of a single row

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.action:  # else the method is refused
            self.refuse_unknown_parameters()

    def refuse_unknown_parameters(self):
        """A parameter that is misspelt and passed over would give rows that were not asked for."""
        known = self.parameters
        if self.action == "list":
            known = (*getattr(self.filterset_class, "base_filters", ()), *PAGED)
        given = [name for name in self.request.query_params if name not in known]
        if given:
            told = f"It can be asked with {', '.join(known)}." if known else "It takes none."
            raise ValidationError({name: [f"There is no such parameter. {told}"] for name in given})

    def get_queryset(self):
        return self.seen_by(self.request.user)

    def get_object(self):
        return get_object_or_404(self.get_queryset(), **self.kwargs)

    def get_serializer_class(self):
        whole = self.whole_class if self.action == "retrieve" else None
        return whole or self.serializer_class

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True)
        return response


def moved(kind, row):
    """To the row into which another was merged; a merge may be taken back."""
    there = reverse(f"api:{kind}-row", args=[row.slug])
    return Response(status=301, headers={"Location": there, "Cache-Control": "no-cache"})


def told(many, one, **options):
    """The summaries of a list and of a single row, and what else the latter's description says."""
    return extend_schema_view(
        list=extend_schema(summary=many), retrieve=extend_schema(summary=one, **options)
    )


def _merged(schema):
    return {200: schema, 301: None}


@told(
    "Claims that fit what is asked",
    "A claim with its evidence, as its page shows it",
    responses=_merged(rows.Claim),
    parameters=[
        OpenApiParameter("as_of", date, description="As it stood on a day, such as 2022-12-31"),
        OpenApiParameter("by", str, enum=rows.CLOCKS, description="By which day words count"),
    ],
)
class Claims(Rows):
    queryset = models.Claim.objects.none()
    seen_by = staticmethod(queries.claims_for)
    serializer_class = rows.ClaimSummary
    whole_class = rows.Claim
    filterset_class = ClaimFilter
    lookup_field = "slug"
    parameters = ("as_of", "by")

    def retrieve(self, request, slug):
        claim = queries.claim_seen_by(request.user, slug)
        if claim is None:
            raise Http404
        if claim.merged_into:
            return moved("claims", claim.merged_into)
        as_of, context = asked(request)
        if fault := context["as_of_fault"]:
            raise ValidationError({"as_of": [fault]})
        page = queries.claim_page(claim, request.user, as_of) | {"as_of": as_of}
        return Response(self.get_serializer(page).data)


@told("Words that bear on claims, and how", "A piece of evidence")
class Evidence(Rows):
    queryset = models.Evidence.objects.none()
    seen_by = staticmethod(open_data.evidence_for)
    serializer_class = rows.Evidence
    filterset_class = filters.EvidenceFilter


@told("The words themselves, and where they stand", "A passage")
class Passages(Rows):
    queryset = published.Passage.objects.none()
    seen_by = staticmethod(open_data.passages_for)
    serializer_class = rows.Passage
    filterset_class = filters.PassageFilter


@told("Articles, without their texts", "An article, with its newest text where you may read it")
class Articles(Rows):
    queryset = published.Article.objects.none()
    seen_by = staticmethod(open_data.articles_for)
    serializer_class = rows.ArticleSummary
    whole_class = rows.Article
    filterset_class = filters.ArticleFilter

    def get_object(self):
        return open_data.with_text(super().get_object())


@told("Actors who speak in the evidence", "An actor", responses=_merged(rows.Actor))
class Actors(Rows):
    queryset = models.Actor.objects.none()
    seen_by = staticmethod(open_data.actors_for)
    serializer_class = rows.Actor
    filterset_class = filters.ActorFilter
    lookup_field = "slug"

    def retrieve(self, request, slug):
        merged = models.Actor.objects.exclude(merged_into=None).filter(slug=slug).first()
        if merged is None:
            return super().retrieve(request, slug=slug)
        return moved("actors", get_object_or_404(self.get_queryset(), pk=merged.current.pk))


@told(
    "Outlets, with how many of their articles are here", "An outlet", responses=_merged(rows.Outlet)
)
class Outlets(Rows):
    queryset = published.Outlet.objects.none()
    seen_by = staticmethod(open_data.outlets_for)
    serializer_class = rows.Outlet
    lookup_field = "slug"

    def retrieve(self, request, slug):
        merged = published.Outlet.objects.exclude(merged_into=None).filter(slug=slug).first()
        if merged is None:
            return super().retrieve(request, slug=slug)
        return moved("outlets", merged.current)


@told("What claims are about, with the questions", "A topic")
class Topics(Rows):
    queryset = models.Topic.objects.none()
    seen_by = staticmethod(open_data.topics_for)
    serializer_class = rows.Topic
    lookup_field = "slug"


@told("How claims stand to each other", "A relation")
class Relations(Rows):
    queryset = models.ClaimRelation.objects.none()
    seen_by = staticmethod(open_data.relations_for)
    serializer_class = rows.Relation
    filterset_class = filters.RelationFilter


@told("What does not fit, as the desk accepted it", "A finding")
class Findings(Rows):
    queryset = models.Finding.objects.none()
    seen_by = staticmethod(open_data.findings_for)
    serializer_class = rows.Finding
    filterset_class = filters.FindingFilter


KINDS = {
    "claims": Claims,
    "evidence": Evidence,
    "passages": Passages,
    "articles": Articles,
    "actors": Actors,
    "outlets": Outlets,
    "topics": Topics,
    "relations": Relations,
    "findings": Findings,
}


@extend_schema(exclude=True)
class Nowhere(APIView):
    """All other addresses below the API's: they are refused in its shape too."""

    http_method_names = READ

    def get(self, request, rest):
        raise Http404
