"""The sides of a topic, and who is given which."""

from django.db import transaction

from factcheck.models import ActorKind, Membership, Side
from factcheck.services import ledger, topic_rows
from factcheck.services.topic_rows import CannotEdit


@transaction.atomic
def add_side(*, topic, label, position=None, by, reason=""):
    """A new side of `topic`, the last one unless a position is given."""
    ledger.lock()
    _check_label(topic, label)
    last = topic.sides.live().order_by("position").last()
    position = position or (last.position + 1 if last else 1)
    side = Side(topic=topic, label=label, position=position)
    return topic_rows.add(side, by, reason)


@transaction.atomic
def edit_side(*, side, label, position=None, by, reason=""):
    """Change how a side is called and where it is listed; CannotEdit where the label is taken."""
    side = topic_rows.locked(side)
    _check_stands(side)
    _check_label(side.topic, label, side)
    changes = {"label": label, "position": position or side.position}
    return topic_rows.change(side, "edit side", by, reason, **changes)


@transaction.atomic
def retire_side(*, side, by, reason=""):
    """Take a side off its topic; whoever had it has none, until it is restored."""
    return topic_rows.retire(side, by, reason)


@transaction.atomic
def give_side(*, topic, side, outlet=None, actor=None, by, reason=""):
    """Give an outlet or an actor a side of `topic`.

    CannotEdit where it was merged, is a place, or the side does not stand in that topic.
    """
    side = topic_rows.locked(side)
    _check_given(topic, side, outlet or actor)
    who = {"outlet": outlet, "actor": actor}
    row = Membership.objects.filter(topic=topic, **who).first()
    if row:
        return topic_rows.change(row, "give side", by, reason, side=side)
    row = Membership(topic=topic, side=side, **who)
    row.save()
    ledger.record(by, "give side", row=row, after=ledger.snapshot(row), reason=reason)
    return row


@transaction.atomic
def take_side(*, topic, outlet=None, actor=None, by, reason=""):
    """Take an outlet or an actor off its side, also where what was merged into it had that side."""
    ledger.lock()
    given = Membership.objects.filter(topic=topic).exclude(side=None)
    for row in given.select_related("outlet", "actor").order_by("pk"):
        if row.holder.current == (outlet or actor):
            topic_rows.change(row, "take off side", by, reason, side=None)


@transaction.atomic
def put_back(*, row, entry, by, reason=""):
    """Make a side, or what somebody was given, what it was before `entry`.

    CannotEdit where that cannot stand any more, ChangedMeanwhile where it was changed since.
    """
    ledger.lock()
    told = entry.before or {}
    if isinstance(row, Side) and entry.before and not told["retired_at"]:
        _check_label(row.topic, told["label"], row)
    if isinstance(row, Membership) and told.get("side_id"):
        _check_stands(Side.objects.get(pk=told["side_id"]))
    return topic_rows.put_back(row, entry, by, reason)


def _check_label(topic, label, side=None):
    others = topic.sides.live().exclude(pk=side.pk if side else None)
    if any(other.label.casefold() == label.casefold() for other in others):
        raise CannotEdit(f"A side is called “{label}” already. Give this one another label.")


def _check_stands(side):
    if side.retired_at:
        raise CannotEdit(f"The side “{side}” was taken off. Add it again, or choose another.")


def _check_given(topic, side, who):
    _check_stands(side)
    if side.topic_id != topic.pk:
        raise CannotEdit(f"“{side}” is a side of another topic. Choose one of “{topic}”.")
    if who.merged_into_id:
        raise CannotEdit(f"“{who}” was merged into “{who.current}”. Give that one its side.")
    if getattr(who, "kind", "") == ActorKind.PLACE:
        raise CannotEdit(f"“{who}” is a place, and places take no side.")
