"""What an import remarks on where nothing is wrong, but somebody should know."""

from articles.models import Revision
from articles.text import invisible

NAMED = ("title", "byline", "outlet")


def invisible_characters(draft):
    """One sentence for the text and for each field that holds characters that cannot be seen."""
    if count := _count(draft.text):
        first = next(invisible.find(draft.text))
        number = sum(1 for p in draft.paragraphs if p.start <= first) or 1
        code = invisible.code(draft.text[first])
        yield f"{_counted(count)}, first {code} in paragraph {number}."
    for name in NAMED:
        words = getattr(draft, name)
        if count := _count(words):
            code = invisible.code(words[next(invisible.find(words))])
            yield f"{_counted(count)} in the {name}, first {code}."


def _count(words):
    return sum(1 for _ in invisible.find(words))


def _counted(count):
    return f"{count:,} invisible character{'s' if count > 1 else ''}"


def reprints(revision):
    """A sentence that names the first other article with the very words of `revision`, if any."""
    same = Revision.objects.filter(sha256=revision.sha256).exclude(article=revision.article_id)
    other = same.select_related("article__outlet").defer("text").order_by("pk").first()
    if other:
        article, day = other.article, other.article.published
        parts = (article.outlet, day.isoformat() if day else "no date", article.source_name)
        where = ", ".join(str(part) for part in parts if part)
        yield f"A reprint: the same words as “{article}” ({where})."
