"""Topics, as readers see them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.queries import loaded_words
from factcheck.queries import topics as queries


@require_safe
def topic_list(request):
    return render(request, "topics/list.html", {"topics": queries.topics_for(request.user)})


@require_safe
def topic_detail(request, slug):
    """A topic that no visible claim is about answers like one that does not exist."""
    topic = get_object_or_404(queries.topics_for(request.user), slug=slug)
    context = queries.topic_page(topic, request.user)
    context |= loaded_words.sides_and_words(topic, request.user)
    return render(request, "topics/detail.html", context)
