"""Topics, as readers see them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.queries import loaded_words, questions
from factcheck.queries import topics as queries
from factcheck.views.paging import paged_across


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


@require_safe
def question_detail(request, slug, key):
    """The rival answers to a question; one that no visible claim answers is a missing one."""
    found = questions.questions_for(request.user)
    question = get_object_or_404(found, topic__slug=slug, key=key)
    page = questions.question_page(question, request.user)
    across = paged_across(request, page["columns"])
    columns = across["page"].object_list
    page |= {"across": across, "columns": columns, "rows": questions.rows_of(page, columns)}
    return render(request, "topics/question.html", page)
