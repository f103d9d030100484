"""Topics, as readers see them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.queries import loaded_words, questions
from factcheck.queries import topics as queries
from factcheck.queries.timeline import topic_times
from factcheck.views.as_of import asked
from factcheck.views.paging import paged_across


@require_safe
def topic_list(request):
    return render(request, "topics/list.html", {"topics": queries.topics_for(request.user)})


@require_safe
def topic_detail(request, slug):
    """A topic that no visible claim is about answers like one that does not exist."""
    topic = get_object_or_404(queries.topics_for(request.user), slug=slug)
    as_of, context = asked(request)
    context |= queries.topic_page(topic, request.user, as_of)
    context |= loaded_words.sides_and_words(topic, request.user, as_of)
    return render(request, "topics/detail.html", context)


@require_safe
def topic_timeline(request, slug):
    """When what bears on each claim of a topic was said and printed."""
    topic = get_object_or_404(queries.topics_for(request.user), slug=slug)
    as_of, context = asked(request)
    context |= {"topic": topic, "timeline": topic_times(topic, request.user, as_of)}
    return render(request, "topics/timeline.html", context)


@require_safe
def question_detail(request, slug, key):
    """The rival answers to a question; one that no visible claim answers is a missing one."""
    found = questions.questions_for(request.user)
    question = get_object_or_404(found, topic__slug=slug, key=key)
    as_of, page = asked(request)
    page |= questions.question_page(question, request.user, as_of)
    across = paged_across(request, page["columns"])
    columns = across["page"].object_list
    page |= {"across": across, "columns": columns, "rows": questions.rows_of(page, columns)}
    return render(request, "topics/question.html", page)
