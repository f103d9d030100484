"""What an import remarks on where nothing is wrong, but somebody should know."""

from articles.models import Revision
from articles.text import invisible

NAMED = ("title", "byline", "outlet")


def invisible_characters(draft):
    """One sentence for the text and for each field that holds characters that cannot be seen."""
    if places := list(invisible.find(draft.text)):
        first = places[0]
        number = sum(1 for p in draft.paragraphs if p.start <= first) or 1
        code = invisible.code(draft.text[first])
        yield f"{_counted(places)}, first {code} in paragraph {number}."
    for name in NAMED:
        words = getattr(draft, name)
        if places := list(invisible.find(words)):
            code = invisible.code(words[places[0]])
            yield f"{_counted(places)} in the {name}, first {code}."


def _counted(places):
    return f"{len(places):,} invisible character{'s' if len(places) > 1 else ''}"


def reprints(revision):
    """One sentence for each other article with the very words of `revision`."""
    same = Revision.objects.filter(sha256=revision.sha256).exclude(article=revision.article_id)
    for other in same.select_related("article__outlet").defer("text").order_by("pk"):
        where = ", ".join(str(part) for part in _named(other.article) if part)
        yield f"A reprint: the same words as “{other.article}” ({where})."


def _named(article):
    day = article.published
    return article.outlet, day.isoformat() if day else "no date", article.source_name
