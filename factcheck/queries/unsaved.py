"""What an editor has typed and not saved."""

import secrets

from factcheck.models import Unsaved

MOST_SHOWN = 20


def of(editor):
    """All of it, the last typed first."""
    return Unsaved.objects.filter(editor=editor, closed_at=None).order_by("-typed_at", "-pk")


def at(editor, place):
    """What was typed last into the form at `place`; else a new one for it, which is not kept yet.

    Give its `form` to the page, so that what is typed there is kept under that name.
    """
    found = of(editor).filter(place=place).first()
    return found or Unsaved(editor=editor, place=place, form=secrets.token_urlsafe(12), fields={})


def named(editor, form):
    """What was typed into the form of that name, or None."""
    return of(editor).filter(form=form).first()


def below(editor, place):
    """What was typed into forms whose addresses begin with `place`."""
    return list(of(editor).filter(place__startswith=place)[:MOST_SHOWN])


def forgotten(editor, pk):
    """What was just forgotten, so that it can be brought back, or None."""
    gone = Unsaved.objects.filter(editor=editor, closed_at__isnull=False).exclude(fields={})
    return gone.filter(pk=pk).first() if pk else None
