"""What a file of claims tells of a topic besides its name: its sides and its watched words."""

from articles.services import ingest
from articles.text.lookalikes import is_seen
from factcheck.models import Entry, Membership, Side, Term
from factcheck.rules import loaded_words
from factcheck.services import loaded_terms, outlets, sides


def check_topic(check, row):
    """Collect in `check` what is wrong with the sides and terms of one topic of the file."""
    place = f"topic {row['slug']}"
    labels, on = {}, {}
    for number, side in enumerate(row.get("sides") or [], start=1):
        here = f"{place}, side {number} (“{side['label']}”)"
        if (label := side["label"].casefold()) in labels:
            check.fault(here, f"side {labels[label]} is called so already. Keep one of the two.")
        labels.setdefault(label, number)
        for name in side.get("outlets") or []:
            if not is_seen(name):
                check.fault(here, f"the outlet “{name}” has no letter and no digit. Name another.")
            _check_once(check, here, ("outlet", name.casefold()), name, on)
        for name in side.get("actors") or []:
            _check_actor(check, here, name)
            _check_once(check, here, ("actor", name), name, on)
    _check_terms(check, place, row.get("terms") or [])


def _check_actor(check, place, name):
    if name not in check.actor_names:
        check.fault(place, check.unknown("actor", name, check.actor_names, " under “actors”"))
    elif name in check.places_named:
        check.fault(place, f"“{name}” is a place, and places take no side. Take it out.")


def _check_once(check, place, key, name, on):
    if on.setdefault(key, place) != place:
        check.fault(place, f"“{name}” is on another side of this topic already. Keep one of them.")


def _check_terms(check, place, terms):
    met = {}
    for number, term in enumerate(terms, start=1):
        here = f"{place}, term {number} (“{term['words']}”)"
        stems = loaded_words.stems_of(term["words"])
        if not stems:
            check.fault(here, "these words have no letter and no digit. Write others.")
        elif stems in met:
            check.fault(here, f"term {met[stems]} finds the same. Keep one of the two.")
        met.setdefault(stems, number)
        if term.get("claim") and term["claim"] not in check.claim_keys:
            check.fault(here, check.unknown("claim", term["claim"], check.claim_keys))


def save_sides(topic, rows, actors, who, added):
    """Add the sides that the topic never had, and give them to those who never had one in it."""
    known = _sides_ever_told(topic)
    given = Membership.objects.filter(topic=topic).select_related("outlet", "actor")
    held = {row.holder.current for row in given}
    for row in rows:
        side = known.get(row["label"])
        if side is None:
            side = sides.add_side(topic=topic, label=row["label"], **who)
            added["sides"] += 1
        if side.retired_at:
            continue
        holders = [("outlet", _outlet(name, who, added)) for name in row.get("outlets") or []]
        holders += [("actor", actors[name]) for name in row.get("actors") or []]
        for kind, holder in holders:
            if holder not in held:
                sides.give_side(topic=topic, side=side, **{kind: holder}, **who)
                held.add(holder)
                added["sides given"] += 1


def _sides_ever_told(topic):
    """Each side of a topic by all labels that it ever had; one that stands goes first."""
    rows = {str(side.pk): side for side in topic.sides.all()}
    known = {side.label: side for side in rows.values() if not side.retired_at}
    entries = Entry.objects.filter(model=Side._meta.label_lower, row__in=list(rows))
    for entry in entries.order_by("number"):
        known.setdefault((entry.after or {}).get("label"), rows[entry.row])
    return known


def _outlet(name, who, added):
    outlet = ingest.known_outlet(name)
    if outlet is None:
        outlet = outlets.add_outlet(name=name, **who)
        added["outlets"] += 1
    return outlet


def save_terms(topic, rows, claim_of, who, added):
    """Add the terms that the topic never watched; `claim_of` gives a claim by its key."""
    keys = [str(pk) for pk in topic.terms.values_list("pk", flat=True)]
    entries = Entry.objects.filter(model=Term._meta.label_lower, row__in=keys)
    known = {(entry.after or {}).get("stems") for entry in entries}
    for row in rows:
        if loaded_terms.stems_kept(row["words"]) in known:
            continue
        claim = claim_of(row["claim"]) if row.get("claim") else None
        told = {"phrase": row["words"], "claim": claim, "note": row.get("note") or ""}
        loaded_terms.add_term(topic=topic, **told, **who)
        added["terms"] += 1
