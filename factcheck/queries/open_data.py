"""The rows that the API gives, as `user` may see them. Lists are in the order in which rows came,
which never changes."""

from django.db.models import Count, Exists, OuterRef, Prefetch

from articles.models import Article, Outlet, Passage
from factcheck.models import Actor, ActorRole, ClaimRelation, Evidence, Finding
from factcheck.queries import topics
from factcheck.queries.questions import questions_for


def evidence_for(user):
    rows = Evidence.objects.live().visible_to(user)
    return rows.for_display().with_chain().order_by("pk")


def passages_for(user):
    """Words are public where evidence that they are is; the desk sees all that were marked."""
    rows = Passage.objects.select_related("revision__article").defer("revision__text")
    if not user.has_perm("factcheck.work_at_desk"):
        seen = Evidence.objects.live().visible_to(user).filter(passage=OuterRef("pk"))
        rows = rows.filter(Exists(seen))
    return rows.order_by("pk")


def articles_for(user):
    """All articles; `may_read` says whether `user` may have the text."""
    readable = Article.objects.open_to(user).filter(pk=OuterRef("pk"))
    rows = Article.objects.select_related("outlet").annotate(may_read=Exists(readable))
    return rows.order_by("pk")


def with_text(article):
    """An article with its `revisions`, newest first, and the `text` of the newest if that may be
    read; else None."""
    article.revisions_told = list(article.revisions.order_by("-number").defer("text"))
    article.text = article.revisions_told[0].text if article.may_read else None
    return article


def actors_for(user):
    """Those who speak in evidence that `user` may see; the desk sees all that stand."""
    rows = Actor.objects.standing()
    if not user.has_perm("factcheck.work_at_desk"):
        heard = Evidence.objects.live().visible_to(user).filter(speaker=OuterRef("pk"))
        rows = rows.filter(Exists(heard))
    roles = ActorRole.objects.live().order_by("pk")
    return rows.with_aliases().prefetch_related(Prefetch("roles", roles)).order_by("pk")


def outlets_for(user):
    """Those that stand, each with how many articles it has; everybody sees them."""
    rows = Outlet.objects.standing().select_related("owner")
    return rows.annotate(article_count=Count("articles")).order_by("pk")


def topics_for(user):
    """Topics of claims that `user` may see, with the questions that such claims answer."""
    questions = questions_for(user).order_by("pk")
    return topics.topics_for(user).prefetch_related(Prefetch("questions", questions)).order_by("pk")


def relations_for(user):
    return ClaimRelation.objects.visible_to(user).select_related("a", "b").order_by("pk")


def findings_for(user):
    rows = Finding.objects.visible_to(user)
    rows = rows.select_related("claim", "actor", "revision", "other")
    return rows.defer("revision__text", "other__text").order_by("pk")
