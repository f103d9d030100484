"""What we make of it: actors, claims, evidence, relations, and the ledger."""

from factcheck.models.actors import Actor, ActorAlias, ActorKind, ActorRole, Distinction
from factcheck.models.claims import Claim, State
from factcheck.models.evidence import AttributionHop, Directness, Evidence, Stance
from factcheck.models.ledger import Entry
from factcheck.models.relations import (
    ClaimRelation,
    Difference,
    RelationKind,
    RelationStatus,
    Resolution,
)
from factcheck.models.suggestions import Suggestion, SuggestionDecision, SuggestionKind
from factcheck.models.topics import Question, Slot, Topic

__all__ = [
    "Actor",
    "ActorAlias",
    "ActorKind",
    "ActorRole",
    "AttributionHop",
    "Claim",
    "ClaimRelation",
    "Difference",
    "Directness",
    "Distinction",
    "Entry",
    "Evidence",
    "Question",
    "RelationKind",
    "RelationStatus",
    "Resolution",
    "Slot",
    "Stance",
    "State",
    "Suggestion",
    "SuggestionDecision",
    "SuggestionKind",
    "Topic",
]
