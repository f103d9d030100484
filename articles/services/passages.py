"""Passages: words chosen in a revision."""

from django.db import transaction

from articles.models import Passage
from articles.text import anchors


class WordsDiffer(Exception):
    """The words that were chosen do not stand at that place of the stored text."""

    def __init__(self, start, end):
        super().__init__(
            f"The words do not stand at characters {start} to {end} of the stored text."
            " Reload the page and select them again, or paste them into “Find words”."
        )


@transaction.atomic
def mark_passage(*, revision, start, end, exact=None, by):
    """The passage text[start:end] of `revision` (code points, end excluded), made where it is new.

    `exact` is what the editor saw; WordsDiffer where the stored text says otherwise.
    """
    text = revision.text
    if not 0 <= start < end <= len(text) or (exact is not None and text[start:end] != exact):
        raise WordsDiffer(start, end)
    prefix, suffix = anchors.context(text, start, end)
    passage, _ = Passage.objects.get_or_create(
        revision=revision,
        start=start,
        end=end,
        defaults={
            "exact": text[start:end],
            "prefix": prefix,
            "suffix": suffix,
            "created_by": by,
        },
    )
    return passage
