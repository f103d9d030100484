"""Pairs of paragraphs that share wording, for the desk."""

from django.db.models import F
from django.db.models.functions import Substr

from articles.models import ReuseDecision, ReuseLink, Tier


def waiting():
    """Those of which a person has to say whether one was copied; what came first stands first."""
    rows = ReuseLink.objects.filter(tier=Tier.REVIEW, decision="").in_newest()
    return _with_words(rows).order_by("pk")


def copied():
    """Those that the program takes for copies, so that a person may say no; the newest first."""
    return _with_words(ReuseLink.objects.filter(tier=Tier.AUTO, decision="").in_newest()).order_by(
        "-pk"
    )


def decided():
    """Those that people decided on; the last decision first."""
    rows = ReuseLink.objects.filter(decision__in=ReuseDecision.values).in_newest()
    return _with_words(rows).select_related("decided_by").order_by("-decided_at", "-pk")


def _with_words(rows):
    """Annotate `a_words` and `b_words`, without loading whole texts."""
    for side in ("a", "b"):
        start, end = F(f"{side}__start"), F(f"{side}__end")
        words = Substr(f"{side}__revision__text", start + 1, end - start)
        rows = rows.annotate(**{f"{side}_words": words})
        rows = rows.select_related(f"{side}__revision__article__outlet")
    return rows.defer("a__revision__text", "b__revision__text")
