"""The words that a desk watches in a topic, where they stand."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.queries import loaded_words
from factcheck.queries.sides import articles_on
from factcheck.queries.topics import topics_for
from factcheck.rules.loaded_words import RULE
from factcheck.views.paging import paged
from factcheck.views.queue_bar import number_in


@require_safe
def words(request, slug):
    """Each place of the words that the desk watches; the address may name a term or an article."""
    topic = get_object_or_404(topics_for(request.user), slug=slug)
    term, article = number_in(request.GET, "term"), number_in(request.GET, "article")
    terms = loaded_words.terms_of(topic, request.user)
    articles = articles_on(topic, request.user)
    used = loaded_words.words_used(terms, articles)
    shown = [number for number, row in enumerate(terms) if term in (None, row.pk)]
    if not shown and term:
        raise Http404("no such term")
    found = [
        row
        for row in used
        if any(row.counts[number].all for number in shown) and article in (None, row.article.pk)
    ]
    context = paged(request, found)
    rows = loaded_words.with_places(list(context["page"]), shown, request.user)
    context |= {"topic": topic, "terms": terms, "rows": rows, "used_count": len(used)}
    context |= {"only": term and terms[shown[0]], "article": article, "rule": RULE}
    return render(request, "topics/words.html", context)
