"""What editors have typed and not saved: kept as they type, closed once it is sent.

It is no change of anything, so that it has no entry in the ledger.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.models import Unsaved


def keep(*, editor, form, place, about, typed):
    """Keep what stands in a form now; whether it was kept, for one that was sent is not kept again.

    `typed` is {name: words}. What arrives twice at once is kept once.
    """
    told = {"place": place, "about": about, "fields": typed, "typed_at": timezone.now()}
    rows = Unsaved.objects.filter(editor=editor, form=form)
    if rows.filter(closed_at=None).update(**told):
        return True
    if rows.exists():
        return False
    try:
        with transaction.atomic():
            Unsaved.objects.create(editor=editor, form=form, **told)
    except IntegrityError:
        return bool(rows.filter(closed_at=None).update(**told))
    return True


def close(*, editor, form, place=""):
    """The form was sent, or what it holds is not wanted: it is not offered any more.

    A form of which nothing has arrived yet is closed too, for what was typed may still be under
    way; the last words to arrive do not open it again.
    """
    if not form:
        return
    now = timezone.now()
    told = {"place": place, "about": "", "fields": {}, "typed_at": now}
    row, made = Unsaved.objects.get_or_create(
        editor=editor, form=form, defaults=told | {"closed_at": now}
    )
    if not made:
        Unsaved.objects.filter(pk=row.pk).update(closed_at=now)


def reopen(*, unsaved):
    """Offer it again."""
    Unsaved.objects.filter(pk=unsaved.pk).update(closed_at=None)
