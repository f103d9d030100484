"""What the pages about topics need."""

from django.db.models import Count, Q

from factcheck.models import Claim, Topic
from factcheck.queries import as_it_stood, claims_for, with_voices
from factcheck.rules.ranking import ranked


def topics_for(user):
    listed = Claim.objects.visible_to(user).listed()
    count = Count("claims", filter=Q(claims__in=listed), distinct=True)
    return Topic.objects.annotate(claim_count=count).filter(claim_count__gt=0).order_by("name")


def topic_page(topic, user, as_of=None):
    """A topic's questions with their rival answers, ranked, and the claims that answer none."""
    claims = as_it_stood(claims_for(user).filter(topic=topic).order_by("pk"), as_of)
    claims = with_voices(claims, as_of)
    questions = [
        {
            "question": question,
            "answers": [p.answer for p in ranked(c for c in claims if c.question == question)],
        }
        for question in topic.questions.select_related("topic")
    ]
    return {
        "topic": topic,
        "questions": [q for q in questions if q["answers"]],
        "others": [claim for claim in claims if claim.question_id is None],
    }
