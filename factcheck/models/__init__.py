"""What we make of it: actors, claims, evidence, relations, and the ledger."""

from factcheck.models.actors import Actor, ActorAlias, ActorKind, ActorRole, Distinction
from factcheck.models.claims import Claim, State
from factcheck.models.evidence import AttributionHop, Directness, Evidence, Stance
from factcheck.models.findings import Finding, FindingStatus, Severity
from factcheck.models.ledger import Entry
from factcheck.models.loaded_terms import Term
from factcheck.models.queue import Assignment, Reading
from factcheck.models.relations import (
    ClaimRelation,
    Difference,
    RelationKind,
    RelationStatus,
    Resolution,
)
from factcheck.models.sides import Membership, Side
from factcheck.models.suggestions import (
    Consultation,
    Suggestion,
    SuggestionDecision,
    SuggestionKind,
)
from factcheck.models.topics import Question, Slot, Topic
from factcheck.models.unsaved import Unsaved

__all__ = [
    "Actor",
    "ActorAlias",
    "ActorKind",
    "ActorRole",
    "Assignment",
    "AttributionHop",
    "Claim",
    "ClaimRelation",
    "Consultation",
    "Difference",
    "Directness",
    "Distinction",
    "Entry",
    "Evidence",
    "Finding",
    "FindingStatus",
    "Membership",
    "Question",
    "Reading",
    "RelationKind",
    "RelationStatus",
    "Resolution",
    "Severity",
    "Side",
    "Slot",
    "Stance",
    "State",
    "Suggestion",
    "SuggestionDecision",
    "SuggestionKind",
    "Term",
    "Topic",
    "Unsaved",
]
