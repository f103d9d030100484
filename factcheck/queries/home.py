"""What the front page needs."""

from articles.models import Article
from factcheck.queries import claims_for, with_voices
from factcheck.queries.topics import topics_for
from factcheck.rules.evidence_state import EvidenceState


def home_page(user):
    """What is contested, what changed last, and the topics with their claims."""
    claims = claims_for(user)
    contested = claims.filter(evidence_state=EvidenceState.CONTESTED)
    newest = claims.order_by("-changed_at", "pk")[:6]
    return {
        "contested": with_voices(contested.order_by("-weaker_side", "-stronger_side", "pk")[:6]),
        "newest": list(newest),
        "topics": topics_for(user),
        "claim_count": claims.count(),
        "contested_count": contested.count(),
        "article_count": Article.objects.count(),
    }
