"""Who takes which stance on the claims of a topic."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from factcheck import presenters
from factcheck.matrices import Arranged
from factcheck.queries import matrices, topics
from factcheck.rules import csv
from factcheck.views.as_of import asked
from factcheck.views.paging import paged, paged_across

KINDS = {"actors": matrices.actors_matrix, "outlets": matrices.outlets_matrix}


@require_safe
def matrix(request, slug, kind):
    """Claims × actors or outlets, in the order that the address asks for, page by page."""
    as_of, context = asked(request)
    topic, arranged = _arranged(request, slug, kind, as_of)
    claims = paged(request, arranged.claims)
    across = paged_across(request, arranged.columns)
    columns = across["page"].object_list
    context |= claims | {
        "topic": topic,
        "kind": kind,
        "arranged": arranged,
        "across": across,
        "heads": list(arranged.heads(columns)),
        "groups": list(arranged.groups(claims["page"].object_list, columns)),
        "sorts": arranged.choices("sort"),
        "orders": arranged.choices("order"),
        "csv_name": f"topics:{kind}-csv",
        "csv_query": presenters.with_params(request.GET, page=None, across=None),
    }
    return render(request, "topics/matrix.html", context)


@require_safe
def matrix_csv(request, slug, kind):
    """The whole matrix in the same order, for other programs."""
    as_of, context = asked(request)
    if fault := context["as_of_fault"]:
        return HttpResponse(fault, status=400, content_type="text/plain; charset=utf-8")
    topic, arranged = _arranged(request, slug, kind, as_of)
    table = arranged.table(lambda claim: request.build_absolute_uri(claim.get_absolute_url()))
    name = f"{topic.slug}-{kind}.csv"
    return HttpResponse(
        csv.document(table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def _arranged(request, slug, kind, as_of):
    topic = get_object_or_404(topics.topics_for(request.user), slug=slug)
    return topic, Arranged(KINDS[kind](topic, request.user, as_of), request.GET)
