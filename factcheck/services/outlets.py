"""Outlets: made, described, merged into one another, and parted again."""

from django.db import transaction

from articles.models import Outlet
from articles.services import ingest
from factcheck.models import Entry
from factcheck.services import ledger
from factcheck.services.tallies import recount_under

MERGED = "merge outlet"


class ReasonMissing(Exception):
    """Something that readers rely on was about to change without a reason."""

    def __init__(self):
        super().__init__("Say why. The reason is kept beside the change.")


class ChangedMeanwhile(Exception):
    """Somebody else changed an outlet since it was read."""

    def __init__(self, outlet):
        super().__init__(f"“{outlet}” was changed by somebody else meanwhile.")


class CannotEdit(Exception):
    """An outlet was asked to become what it cannot be."""


class CannotMerge(Exception):
    """Two outlets were asked to become one, or two again, that cannot."""


@transaction.atomic
def add_outlet(*, name, by, reason=""):
    """The outlet of just that name, made where there is none."""
    ledger.lock()
    standing = Outlet.objects.standing().filter(name=name).order_by("pk").first()
    if standing:
        return standing
    outlet = ingest.new_outlet(name)
    ledger.record(by, "add outlet", row=outlet, after=ledger.snapshot(outlet), reason=reason)
    return outlet


@transaction.atomic
def edit_outlet(*, outlet, by, reason="", seen="", **changes):
    """Change `name`, `homepage`, `country`, `owner` or `readers_see`; the address stays.

    ReasonMissing where the owner or what readers see changes and no reason is given; CannotEdit
    where the outlet was merged or would own itself, even through others; ChangedMeanwhile where it
    is not the version that was `seen`.
    """
    outlet = _locked(outlet)
    if outlet.merged_into:
        raise CannotEdit(f"“{outlet}” was merged into “{outlet.current}”. Edit that outlet.")
    if seen and seen != outlet.version:
        raise ChangedMeanwhile(outlet)
    changes = {name: value for name, value in changes.items() if getattr(outlet, name) != value}
    if not changes:
        return outlet
    if changes.keys() & {"owner", "readers_see"} and not reason.strip():
        raise ReasonMissing
    if owner := changes.get("owner"):
        _check_owner(outlet, Outlet.objects.get(pk=owner.pk))  # as it stands now
    was = [row for row in (outlet, outlet.owner) if row]
    _save(outlet, by, "edit outlet", reason, **changes)
    if "owner" in changes:
        recount_under([*was, outlet])
    return outlet


def _check_owner(outlet, owner):
    if owner.merged_into_id:
        raise CannotEdit(f"“{owner}” was merged into “{owner.current}”. Choose that outlet.")
    if owner == outlet:
        raise CannotEdit(f"“{outlet}” does not own itself. Choose another owner.")
    chain = [owner, *_owners(owner)]
    if outlet in chain:
        through = chain[chain.index(outlet) - 1]
        raise CannotEdit(
            f"“{outlet}” owns “{through}” already, so “{owner}” cannot own “{outlet}”:"
            " nobody owns their owner. Take the other owner away first."
        )


def _owners(outlet):
    """Who owns `outlet`, who owns that one, and so on."""
    met: list[Outlet] = []
    while (outlet := outlet.owner) and outlet not in met:
        met.append(outlet)
    return met


@transaction.atomic
def merge_outlets(*, outlet, into, by, reason):
    """Make `outlet` one with `into`: articles and owned outlets move, the old address redirects.

    The entry of the merge names what moved, so that the merge can be taken back.
    """
    outlet, into = _locked(outlet), _locked(into)
    _check_merge(outlet, into)
    if not reason.strip():
        raise ReasonMissing
    articles = list(outlet.articles.select_for_update().order_by("pk"))
    owned = list(outlet.owned.select_for_update().order_by("pk"))
    for article in articles:
        _save(article, by, "change outlet", reason, outlet=into)
    for other in owned:
        _save(other, by, "change owner", reason, owner=into)
    moved = {"articles": [a.pk for a in articles], "outlets": [o.pk for o in owned]}
    _save(outlet, by, MERGED, reason, moved=moved, merged_into=into)
    recount_under([into])
    return outlet


def _check_merge(outlet, into):
    if outlet == into:
        raise CannotMerge("An outlet cannot be merged into itself. Choose the other outlet.")
    for row in (outlet, into):
        if row.merged_into:
            raise CannotMerge(f"“{row}” was merged already. Choose “{row.current}”.")
    if outlet in _owners(into):
        raise CannotMerge(
            f"“{outlet}” owns “{into}”, so “{into}” would come to own itself."
            f" Take the owner of “{into}” away first, or merge the other way round."
        )


@transaction.atomic
def part_outlet(*, outlet, by, reason):
    """Take the merge of `outlet` back: it gets again what moved then and did not move on since."""
    outlet = _locked(outlet)
    into = outlet.merged_into
    if into is None:
        raise CannotMerge(f"“{outlet}” is not merged into another outlet.")
    if into.merged_into:
        raise CannotMerge(
            f"“{into}” was itself merged into “{into.merged_into}”. Take that back first."
        )
    if not reason.strip():
        raise ReasonMissing
    entries = Entry.objects.filter(model="articles.outlet", row=str(outlet.pk), verb=MERGED)
    moved = (entries.latest("number").after or {})["moved"]
    articles = into.articles.select_for_update().order_by("pk")
    owned = into.owned.select_for_update().order_by("pk")
    articles_back = [row for row in articles if row.pk in set(moved["articles"])]
    owned_back = [row for row in owned if row.pk in set(moved["outlets"])]
    _save(outlet, by, "part outlet", reason, merged_into=None)
    for article in articles_back:
        _save(article, by, "change outlet", reason, outlet=outlet)
    for other in owned_back:
        _check_owner(other, outlet)
        _save(other, by, "change owner", reason, owner=outlet)
    recount_under([outlet, into])
    return outlet


def _save(row, by, verb, reason, moved=None, **changes):
    before = ledger.snapshot(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    after = ledger.snapshot(row) | ({"moved": moved} if moved else {})
    ledger.record(by, verb, row=row, before=before, after=after, reason=reason)
    return row


def _locked(outlet):
    ledger.lock()
    return Outlet.objects.select_for_update().get(pk=outlet.pk)
