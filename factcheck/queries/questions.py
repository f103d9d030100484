"""What the page of a question with rival answers needs."""

from datetime import date

from django.db.models import F

from articles.models import Article
from factcheck.models import Evidence, Question
from factcheck.queries import as_it_stood, claims_for, unnamed_outlet
from factcheck.rules import agreement
from factcheck.rules.matrix import Told, cells
from factcheck.rules.ranking import ranked

ARTICLE = "passage__revision__article"
OWN_WORDS = "own words"


def questions_for(user):
    """The questions that a claim answers which `user` may see."""
    answered = claims_for(user).order_by().values("question")
    return Question.objects.filter(pk__in=answered).select_related("topic")


def question_page(question, user, as_of=None):
    """Answers, ranked, × the articles that speak of them, and what all sides agree on."""
    answers = ranked(as_it_stood(claims_for(user).filter(question=question), as_of))
    claims = [place.answer for place in answers]
    rows = list(_evidence(claims, as_of))
    table = cells(Told(claim, article, *said) for claim, article, *said in rows)
    columns = _articles({article for _, article, *_ in rows})
    sides = agreement.sides(row[:3] for row in rows)
    return {
        "question": question,
        "columns": columns,
        "answers": answers,
        "cells": table,
        "taking_sides": len(set().union(*sides)),
        "agreed": _agreed(question, user, sides, columns, as_of),
    }


def rows_of(page, columns):
    """The answers, each with these columns and what stands in them."""
    told = page["cells"]
    return [
        (place, [(c, told.get(place.answer.pk, {}).get(c["article"].pk, [])) for c in columns])
        for place in page["answers"]
    ]


def _evidence(claims, as_of):
    """(claim, article, stance, key, whose words) of each piece, in the order of printing."""
    printed = F(f"{ARTICLE}__published_on").asc(nulls_last=True)
    rows = Evidence.objects.live().known(as_of).filter(claim__in=claims)
    rows = rows.order_by(printed, "passage__revision", "passage__start", "pk")
    for *said, speaker in rows.values_list("claim", ARTICLE, "stance", "pk", "speaker__name"):
        yield (*said, speaker or OWN_WORDS)


def _articles(keys):
    """Articles in the order of printing, those without a day last, as heads of columns.

    What names no outlet and no author goes by its day, which then is not said again.
    """
    articles = Article.objects.filter(pk__in=keys).select_related("outlet")
    ordered = sorted(articles, key=lambda a: (not a.published_on, a.published_on or date.min, a.pk))
    return [
        {
            "article": article,
            "name": str(article.outlet or unnamed_outlet(article.byline, article.published_on)),
            "day": article.published if article.outlet or article.byline else None,
        }
        for article in ordered
    ]


def _agreed(question, user, sides, columns, as_of):
    """What all sides support and nobody contradicts, with the articles that say nothing of it."""
    others = claims_for(user).filter(topic=question.topic_id).exclude(question=question)
    others = {claim.pk: claim for claim in others}
    told = Evidence.objects.live().known(as_of).filter(claim__in=others).order_by()
    told = told.values_list("claim", ARTICLE, "stance").distinct()
    everybody = set().union(*sides)
    found = [
        {
            "claim": others[claim],
            "supporting": len(supporting),
            "silent": [c for c in columns if c["article"].pk in everybody - supporting],
        }
        for claim, supporting in agreement.agreed(sides, told).items()
    ]
    return sorted(found, key=lambda a: (-a["supporting"], a["claim"].folded, a["claim"].pk))
