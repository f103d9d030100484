"""Claims: made as drafts, reworded, sent for review, published, withdrawn, merged and parted."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.text import slugs, terms
from factcheck.models import Claim, ClaimRelation, Entry, Evidence, State
from factcheck.services import ledger, moving, passage_suggestions, relations, suggestions

SLUG_LENGTH = 80
MERGED = "merge claim"


class ReasonMissing(Exception):
    """A published claim was about to change without a reason."""

    def __init__(self):
        super().__init__("The claim is published: say why it changes. Readers will see the reason.")


class WrongState(Exception):
    """A claim was asked to take a step that its state does not allow."""

    def __init__(self, claim, step):
        state = "merged" if claim.merged_into_id else claim.get_state_display()
        super().__init__(f"“{claim}” is {state} and cannot be {step}.")


class ChangedMeanwhile(Exception):
    """Somebody else changed what a claim says since it was read."""

    def __init__(self, claim):
        super().__init__(f"The claim was changed meanwhile. It now says: “{claim}”")


class CannotMerge(Exception):
    """Two claims were asked to become one, or two again, that cannot."""


class Parted(NamedTuple):
    """A claim that stands by itself again, and what did not come back from the other."""

    claim: Claim
    into: Claim
    evidence: list[Evidence]
    relations: list[ClaimRelation]


@transaction.atomic
def create_claim(
    *,
    proposition,
    topic,
    question=None,
    holds_from=None,
    holds_to=None,
    state=State.DRAFT,
    key="",
    by,
    reason="",
):
    """A new claim; its slug comes from its words and stays for good."""
    ledger.lock()
    now = timezone.now()
    slug = free_slug(proposition)
    claim = Claim.objects.create(
        key=key or slug,
        slug=slug,
        proposition=proposition,
        folded=terms.fold(proposition),
        topic=topic,
        question=question,
        holds_from=holds_from,
        holds_to=holds_to,
        state=state,
        created_by=by,
        changed_at=now,
        published_at=now if state in (State.PUBLISHED, State.WITHDRAWN) else None,
        withdrawn_at=now if state == State.WITHDRAWN else None,
    )
    ledger.record(by, "create claim", row=claim, after=ledger.snapshot(claim), reason=reason)
    return claim


def claim_saying(proposition):
    """The claim that says just this and may take evidence, or None."""
    said = Claim.objects.listed().filter(folded=terms.fold(proposition))
    return said.order_by("pk").first()


def free_slug(proposition):
    """An address made of the first words of a claim that no other claim has."""
    stem = slugify(proposition, allow_unicode=True)[:SLUG_LENGTH].strip("-_") or "claim"
    taken = set(Claim.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Claim.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return slugs.free(stem, taken)


@transaction.atomic
def edit_claim(*, claim, by, reason="", seen="", **changes):
    """Change `proposition`, `topic`, `question`, `holds_from` or `holds_to`.

    ReasonMissing where readers have seen the claim and no reason is given; WrongState where it was
    merged into another; ChangedMeanwhile where it is not the version that was `seen`.
    """
    claim = _locked(claim, seen)
    if claim.merged_into_id:
        raise WrongState(claim, "edited")
    changes = {name: value for name, value in changes.items() if getattr(claim, name) != value}
    if not changes:
        return claim
    if claim.published_at and not reason.strip():
        raise ReasonMissing
    before = ledger.snapshot(claim)
    for name, value in changes.items():
        setattr(claim, name, value)
    claim.folded = terms.fold(claim.proposition)
    return _save(claim, by, "edit claim", before, reason)


@transaction.atomic
def send_for_review(*, claim, by, reason=""):
    """A draft asks for a reviewer."""
    return _step(claim, by, {State.DRAFT}, State.IN_REVIEW, "sent for review", reason)


@transaction.atomic
def send_back(*, claim, by, reason=""):
    """A claim in review becomes a draft again."""
    return _step(claim, by, {State.IN_REVIEW}, State.DRAFT, "sent back", reason)


@transaction.atomic
def publish_claim(*, claim, by, reason="", seen=""):
    """Readers see the claim from now on; a withdrawn claim comes back.

    ChangedMeanwhile where it is not the version that was `seen`.
    """
    _locked(claim, seen)
    allowed = {State.DRAFT, State.IN_REVIEW, State.WITHDRAWN}
    return _step(claim, by, allowed, State.PUBLISHED, "published", reason)


@transaction.atomic
def withdraw_claim(*, claim, by, reason):
    """Take a published claim back; its page stays and says so, with the reason."""
    if not reason.strip():
        raise ReasonMissing
    return _step(claim, by, {State.PUBLISHED}, State.WITHDRAWN, "withdrawn", reason)


@transaction.atomic
def merge_claims(*, claim, into, by, reason=""):
    """Make `claim` one with `into`: evidence and relations move, the old address redirects.

    So do the decisions on what was proposed for it. The entry of the merge names what moved, so
    that the merge can be taken back.
    """
    claim, into = _locked(claim), _locked(into)
    _check_merge(claim, into, reason)
    before = ledger.snapshot(claim)
    reason = reason or f"merged into {into.slug}"
    who, way = {"by": by, "reason": reason}, {"source": claim, "target": into}
    linked = moving.move_evidence(**way, editor=by, reason=reason)
    suggestions.follow_evidence(moved={old: new for old, new in linked if new}, **who)
    moved = {
        "evidence": linked,
        "relations": [row.pk for row in relations.move_relations(**way, **who)],
        "dismissals": [row.pk for row in passage_suggestions.move_dismissals(**way, **who)],
        "claims": [
            row.pk for row in _redirect(Claim.objects.filter(merged_into=claim), into, **who)
        ],
    }
    claim.merged_into = into
    taken_in = {"taken_in_id": claim.pk}
    _save(into, by, "take in claim", ledger.snapshot(into), reason, **taken_in)
    return _save(claim, by, MERGED, before, reason, moved=moved | {"evidence": linked})


@transaction.atomic
def part_claims(*, claim, by, reason=""):
    """Take the merge of `claim` back: it gets again what moved then and was not changed since.

    CannotMerge where there is nothing to take back, or another merge is to be taken back first;
    ReasonMissing where readers have seen the claim and no reason is given.
    """
    claim = _locked(claim)
    entry = _merge_to_take_back(claim)
    if claim.published_at and not reason.strip():
        raise ReasonMissing
    into, moved = _locked(claim.merged_into), entry.after["moved"]
    before = ledger.snapshot(claim)
    reason = reason or f"parted from {into.slug}"
    who = {"by": by, "reason": reason}
    again, stays = moving.return_evidence(
        moved=moved["evidence"], source=claim, target=into, editor=by, reason=reason
    )
    suggestions.follow_evidence(moved=again, **who)
    changed = relations.changed_since(moved["relations"], entry.number)
    unchanged = set(moved["relations"]) - changed
    back = {"source": into, "target": claim, **who}
    relations.move_relations(**back, only=unchanged)
    passage_suggestions.move_dismissals(**back, only=moved["dismissals"])
    _redirect(into.merged.filter(pk__in=moved["claims"]), claim, **who)
    claim.merged_into = None
    taken_in = ledger.snapshot(into) | {"taken_in_id": claim.pk}
    _save(into, by, "give claim back", taken_in, reason)
    _save(claim, by, "part claim", before, reason)
    kept = ClaimRelation.objects.filter(pk__in=changed).select_related("a", "b")
    return Parted(claim, into, stays, list(kept.order_by("pk")))


def _merge_to_take_back(claim):
    """The entry of the last merge of `claim`, if that is the next one to be taken back."""
    if claim.merged_into is None:
        raise CannotMerge(
            f"“{claim}” is not merged into another claim. Perhaps somebody took the merge back."
        )
    entries = Entry.objects.filter(model=Claim._meta.label_lower, row=str(claim.pk), verb=MERGED)
    entry = entries.order_by("-number").first()
    after = (entry and entry.after) or {}
    if "moved" not in after:
        raise CannotMerge(
            f"“{claim}” was merged before the program kept what a merge moved, so it cannot be"
            " taken back. Write the claim anew, and link its words to it."
        )
    first = Claim.objects.get(pk=after["merged_into_id"])
    if first.merged_into:
        raise CannotMerge(
            f"“{first}” was itself merged into “{first.merged_into}”. Take that back first."
        )
    return entry


def _check_merge(claim, into, reason):
    if claim == into:
        raise CannotMerge("A claim cannot be merged into itself. Choose the other claim.")
    for row in (claim, into):
        if row.merged_into_id:
            raise CannotMerge(f"“{row}” was merged already. Choose the claim it became.")
        if row.state == State.WITHDRAWN:
            raise CannotMerge(f"“{row}” was withdrawn. Publish it again before merging.")
    if claim.published_at and into.state != State.PUBLISHED:
        raise CannotMerge(
            f"“{claim}” is published and “{into}” is not, so readers would lose it."
            " Publish the other first, or merge the other way round."
        )
    if claim.published_at and not reason.strip():
        raise ReasonMissing


def _redirect(claims, into, by, reason):
    """Addresses that led to one claim lead to the other, in one step; the claims of them."""
    rows = list(claims.select_for_update().order_by("pk"))
    for row in rows:
        before = ledger.snapshot(row)
        row.merged_into = into
        _save(row, by, "redirect claim", before, reason)
    return rows


def _step(claim, by, allowed, state, done, reason):
    claim = _locked(claim)
    if claim.state not in allowed or claim.merged_into_id:
        raise WrongState(claim, done)
    before = ledger.snapshot(claim)
    now = timezone.now()
    claim.state = state
    claim.withdrawn_at = now if state == State.WITHDRAWN else None
    if state == State.PUBLISHED:
        claim.published_at = claim.published_at or now
    return _save(claim, by, done, before, reason)


def _save(claim, by, verb, before, reason, **besides):
    """Save and record the change; `besides` is what its entry keeps that is no field of the row."""
    claim.changed_at = timezone.now()
    claim.save()
    after = ledger.snapshot(claim) | besides
    ledger.record(by, verb, row=claim, before=before, after=after, reason=reason)
    return claim


def _locked(claim, seen=""):
    ledger.lock()
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if seen and seen != claim.version:
        raise ChangedMeanwhile(claim)
    return claim
