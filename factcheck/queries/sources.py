"""What the pages about outlets and about an article's details need."""

from django.db.models import Count, Q

from articles.models import Outlet, ReadersSee
from factcheck.models import Entry
from factcheck.queries import named

NEWEST_ENTRIES = 20


def outlet_list():
    """The outlets that stand, by name, each with how many articles it has."""
    outlets = Outlet.objects.standing().select_related("owner")
    return outlets.annotate(article_count=Count("articles")).order_by("name", "pk")


def outlet_names():
    """The names to choose an outlet from."""
    return Outlet.objects.standing().order_by("name").values_list("name", flat=True).distinct()


def details_page(article):
    """What an editor needs beside the form: the outlets there are, and the changes so far."""
    return {"article": article, "outlet_names": outlet_names()} | _changes_of(article)


def outlet_desk_page(outlet):
    """What an outlet owns and has taken in, and the changes so far."""
    merged = outlet.merged.annotate(gone=Count("merged")).order_by("name", "pk")
    return {
        "outlet": outlet,
        "article_count": outlet.articles.count(),
        "owned": list(outlet.owned.standing().order_by("name", "pk")),
        "merged": list(merged),
    } | _changes_of(outlet)


def merge_preview(outlet, into):
    """What merging `outlet` into `into` moves, and whether readers will see more or less."""
    articles = outlet.articles.order_by("-published_on", "pk")
    counts = articles.order_by().aggregate(
        articles=Count("pk"), by_outlet=Count("pk", filter=Q(readers_see=""))
    )
    return counts | {
        "owned": list(outlet.owned.order_by("name", "pk")),
        "first": list(articles[:10]),
        "opens": outlet.readers_see != into.readers_see and into.readers_see == ReadersSee.FULL,
        "closes": outlet.readers_see != into.readers_see and into.readers_see != ReadersSee.FULL,
    }


def _changes_of(row):
    """The newest entries about a row, with the names of the outlets in them."""
    about = Entry.objects.filter(model=row._meta.label_lower, row=str(row.pk))
    entries = list(about.order_by("-number")[:NEWEST_ENTRIES])
    fields = ("outlet_id", "owner_id", "merged_into_id")
    return {"entries": entries, "names": named(entries, fields, Outlet.objects.all())}
