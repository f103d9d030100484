"""What the desk needs to know of findings."""

from django.db.models import Exists, OuterRef

from articles.models import Revision
from factcheck.models import Finding, FindingStatus


def waiting():
    """Those to be judged, at words of the newest texts."""
    later = Revision.objects.filter(
        article=OuterRef("revision__article"), number__gt=OuterRef("revision__number")
    )
    rows = Finding.objects.standing().judged().filter(status=FindingStatus.OPEN)
    return rows.exclude(start=None).filter(~Exists(later))


def of(revision):
    """Those at words of this text, judged or not, in its order; one query."""
    rows = Finding.objects.standing().judged().filter(revision=revision).exclude(start=None)
    related = ("decided_by", "other__article__outlet")
    return list(rows.select_related(*related).defer("other__text").order_by("start", "pk"))
