"""Merges of claims that can be taken back."""

from factcheck.models import Claim, Entry


def merges_into(claim):
    """The claims that were merged into `claim` itself, each with its entry; the last merge first.

    Those that came with another claim are left out: its merge is to be taken back first.
    """
    merged = claim.merged.select_related("topic").in_bulk()
    about = Entry.objects.filter(model=Claim._meta.label_lower, row__in=[str(pk) for pk in merged])
    last = {int(entry.row): entry for entry in about.filter(verb="merge claim").order_by("number")}
    rows = [(merged[pk], entry) for pk, entry in last.items() if _is_into(claim, entry.after)]
    return sorted(rows, key=lambda row: -row[1].number)


def _is_into(claim, after):
    return after["merged_into_id"] == claim.pk and "moved" in after
