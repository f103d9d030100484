"""What the evidence on a claim amounts to, counted by independent origins."""

from enum import StrEnum


class EvidenceState(StrEnum):
    """What a claim's evidence amounts to. It is computed, and is nobody's verdict."""

    CONTESTED = "contested"
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    CONTRADICTED = "contradicted"
    NONE = "none"

    @property
    def label(self):
        return self.value.replace("_", " ")


MEANING = {
    EvidenceState.CONTESTED: (
        "At least one origin supports the claim, and at least one contradicts it."
    ),
    EvidenceState.CORROBORATED: (
        "Two or more independent origins support the claim, and none that was found contradicts it."
    ),
    EvidenceState.SINGLE_ORIGIN: (
        "All that supports the claim goes back to one origin, and none that was found"
        " contradicts it."
    ),
    EvidenceState.CONTRADICTED: (
        "At least one origin contradicts the claim, and none that was found supports it."
    ),
    EvidenceState.NONE: "Nothing that was found supports or contradicts the claim.",
}


def evidence_state(supporting: int, contradicting: int) -> EvidenceState:
    """The state of a claim with so many independent origins on each side."""
    if supporting and contradicting:
        return EvidenceState.CONTESTED
    if contradicting:
        return EvidenceState.CONTRADICTED
    if supporting:
        return EvidenceState.CORROBORATED if supporting > 1 else EvidenceState.SINGLE_ORIGIN
    return EvidenceState.NONE
