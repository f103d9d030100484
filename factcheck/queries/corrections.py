"""What the page needs on which a link is corrected."""

from factcheck.models import Actor, Entry, Evidence

MOST_NAMES = 500  # actors that are offered while one types; all others can be typed as well


def actor_names():
    """The names that are offered for a speaker or a step of a chain."""
    return list(Actor.objects.speakers().values_list("name", flat=True)[:MOST_NAMES])


def changes_since(evidence):
    """What became of a retired link: the entries of it, oldest first, and the link as it stands.

    That may be on the claim that its own was merged into. It is None where its words are linked no
    more.
    """
    about = Entry.objects.filter(claim=evidence.claim_id, model=Evidence._meta.label_lower)
    entries, pk = [], evidence.pk
    while entry := about.filter(before__id=pk).order_by("-number").first():
        entries.append(entry)
        if entry.row == str(pk):  # retired, with nothing in its place
            break
        pk = int(entry.row)
    last = Evidence.objects.select_related("claim__merged_into", "speaker").get(pk=pk)
    claim = last.claim.merged_into or last.claim
    same = Evidence.objects.live().filter(claim=claim, passage=last.passage_id)
    return entries, same.filter(speaker=last.speaker and last.speaker.current).first()
