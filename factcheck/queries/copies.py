"""Pairs of paragraphs that share wording, for the desk."""

from articles.models import ReuseDecision, ReuseLink, Tier


def waiting():
    """Those of which a person has to say whether one was copied; what came first stands first."""
    rows = ReuseLink.objects.filter(tier=Tier.REVIEW, decision="").in_newest()
    return rows.with_words().order_by("pk")


def copied():
    """Those that the program takes for copies, so that a person may say no; the newest first."""
    return (
        ReuseLink.objects.filter(tier=Tier.AUTO, decision="")
        .in_newest()
        .with_words()
        .order_by("-pk")
    )


def decided():
    """Those that people decided on; the last decision first."""
    rows = ReuseLink.objects.filter(decision__in=ReuseDecision.values).in_newest()
    return rows.with_words().select_related("decided_by").order_by("-decided_at", "-pk")
