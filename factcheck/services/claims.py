"""Claims: made as drafts, reworded, sent for review, published, withdrawn, merged."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.text import slugs, terms
from factcheck.models import Claim, State
from factcheck.services import evidence as evidence_services
from factcheck.services import ledger, relations

SLUG_LENGTH = 80


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
    """Two claims were asked to become one that cannot."""


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
    """Make `claim` one with `into`: evidence and relations move, the old address redirects."""
    claim, into = _locked(claim), _locked(into)
    _check_merge(claim, into, reason)
    before = ledger.snapshot(claim)
    reason = reason or f"merged into {into.slug}"
    evidence_services.move_evidence(source=claim, target=into, editor=by, reason=reason)
    relations.move_relations(source=claim, target=into, by=by, reason=reason)
    for earlier in Claim.objects.filter(merged_into=claim).order_by("pk"):
        _redirect(earlier, into, by, reason)
    claim.merged_into = into
    _save(into, by, "take in claim", ledger.snapshot(into), reason)
    return _save(claim, by, "merge claim", before, reason)


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


def _redirect(claim, into, by, reason):
    """An address that led to the merged claim leads to the other one, in one step."""
    before = ledger.snapshot(claim)
    claim.merged_into = into
    _save(claim, by, "redirect claim", before, reason)


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


def _save(claim, by, verb, before, reason):
    claim.changed_at = timezone.now()
    claim.save()
    after = ledger.snapshot(claim)
    ledger.record(by, verb, row=claim, before=before, after=after, reason=reason)
    return claim


def _locked(claim, seen=""):
    ledger.lock()
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if seen and seen != claim.version:
        raise ChangedMeanwhile(claim)
    return claim
