"""What was published, word for word."""

from articles.models.articles import Article, Basis, Precision
from articles.models.imports import ImportItem, ImportRun, Outcome
from articles.models.outlets import Outlet, ReadersSee
from articles.models.passages import Passage
from articles.models.placements import CHOSEN, Decision, Found, Placement
from articles.models.postings import IndexedArticle, Posting
from articles.models.reuse import Fingerprint, ReuseDecision, ReuseLink, Tier
from articles.models.revisions import Kind, Original, Paragraph, Revision

__all__ = [
    "CHOSEN",
    "Article",
    "Basis",
    "Decision",
    "Fingerprint",
    "Found",
    "ImportItem",
    "ImportRun",
    "IndexedArticle",
    "Kind",
    "Original",
    "Outcome",
    "Outlet",
    "Paragraph",
    "Passage",
    "Placement",
    "Posting",
    "Precision",
    "ReadersSee",
    "ReuseDecision",
    "ReuseLink",
    "Revision",
    "Tier",
]
