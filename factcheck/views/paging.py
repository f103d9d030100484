"""Long lists, page by page."""

from django.core.paginator import Paginator

from factcheck import presenters

PAGE_LENGTH = 30
MOST_COLUMNS = 60


def paged(request, rows, length=PAGE_LENGTH, param="page"):
    """The page of `rows` that the address asks for, and the addresses of its neighbours."""
    page = Paginator(rows, length).get_page(request.GET.get(param))
    previous = page.previous_page_number() if page.has_previous() else None
    following = page.next_page_number() if page.has_next() else None
    return {
        "page": page,
        "total": page.paginator.count,
        "page_urls": {
            "previous": previous and presenters.with_params(request.GET, **{param: previous}),
            "next": following and presenters.with_params(request.GET, **{param: following}),
        },
    }


def paged_across(request, columns):
    """The columns that the address asks for, of a table with very many."""
    return paged(request, columns, MOST_COLUMNS, "across")
