"""A topic at the desk: its sides, who has which, and the words that are watched in it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from factcheck import presenters
from factcheck.forms.topics import GivenForm, side_forms, term_forms
from factcheck.models import Topic
from factcheck.queries import topic_desk as queries
from factcheck.rules.loaded_words import RULE
from factcheck.services import topics
from factcheck.services.topic_rows import CannotEdit, ChangedMeanwhile
from factcheck.services.topics import Given, SideTold, TermTold
from factcheck.views.access import needs
from factcheck.views.details import NOTHING, STILL_HERE


@needs("factcheck.work_at_desk")
def arrange(request, slug):
    """The sides of a topic, who has which, and the words that are watched in it."""
    topic = get_object_or_404(Topic, slug=slug)
    was, data = topic.version, request.POST or None
    context = queries.topic_desk_page(topic)
    form = GivenForm(data, holders=context["holders"], sides=context["sides"])
    sides, terms = side_forms(context["sides"], data), term_forms(context["terms"], data)
    seen, now = request.POST.get("seen") or was, []
    if data and all([form.is_valid(), sides.is_valid(), terms.is_valid()]):
        try:
            _save(topic, request.user, seen, form, sides, terms)
        except ChangedMeanwhile as error:
            form.add_error(None, f"{error} {STILL_HERE}")
            seen, now = was, list(_standing(context))
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            is_changed = Topic.objects.get(pk=topic.pk).version != was
            messages.success(request, "Saved." if is_changed else NOTHING)
            return redirect("desk:topic", slug)
    elif data:
        form.add_error(None, "Something is wrong below. It stands beside what is meant.")
    context |= {"form": form, "side_forms": sides, "term_forms": terms, "seen": seen}
    context |= {"differing": now, "rule": RULE}
    context["changes"] = presenters.told(context["entries"], context["names"])
    return render(request, "desk/topic.html", context, status=422 if form.errors else 200)


def _save(topic, user, seen, form, sides, terms):
    topics.arrange_topic(
        topic=topic,
        by=user,
        reason=form.cleaned_data["reason"],
        seen=seen,
        sides=[SideTold(**row.cleaned_data) for row in sides if row.is_told],
        given=[Given(who, side) for who, side in form.given()],
        terms=[TermTold(**row.cleaned_data) for row in terms if row.is_told],
    )


def _standing(context):
    """What stands now, where somebody else was faster."""
    given = [f"{row.who}: {row.side}" for row in context["holders"] if row.side]
    yield "Sides", ", ".join(str(side) for side in context["sides"])
    yield "Outlets and actors with a side", "; ".join(given)
    yield "Watched words", ", ".join(str(term) for term in context["terms"])
