"""What the desk's page about a topic needs, in a fixed number of SQL queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Outlet
from factcheck.models import Actor, ActorKind, Claim, Entry, Evidence, Side, Term, Topic
from factcheck.queries import named
from factcheck.queries.sides import Sides

NEWEST_ENTRIES = 20


@dataclass
class Holder:
    """An outlet or an actor that may be given a side of a topic.

    `through` is the outlet whose side it has, where it has none of its own; `count` is how many
    articles on the topic an outlet has, or how much evidence gives an actor's words.
    """

    who: Outlet | Actor
    count: int
    side: Side | None = None
    through: Outlet | None = None

    @property
    def is_outlet(self):
        return isinstance(self.who, Outlet)

    @property
    def name(self):
        """Names it among the fields of a form."""
        return f"{self.who._meta.model_name}-{self.who.pk}"


def topic_desk_page(topic):
    """What stands of a topic, who may be given its sides, and the changes so far."""
    sides = list(topic.sides.live().order_by("position", "pk"))
    rows = {
        "factcheck.side": topic.sides,
        "factcheck.membership": topic.memberships,
        "factcheck.term": topic.terms,
    }
    about = Q(pk__in=[])
    for model, related in rows.items():
        keys = [str(pk) for pk in related.values_list("pk", flat=True)]
        about |= Q(model=model, row__in=keys)
    entries = list(Entry.objects.filter(about).order_by("-number")[:NEWEST_ENTRIES])
    return {
        "topic": topic,
        "sides": sides,
        "terms": list(topic.terms.live().select_related("claim__merged_into").order_by("pk")),
        "holders": holders_of(topic),
        "claims": Claim.objects.listed().filter(topic=topic).order_by("proposition", "pk"),
        "entries": entries,
        "names": names_of(entries),
    }


def names_of(entries):
    """The names of the rows to which entries about topics point."""
    kinds = {
        "outlet_id": Outlet.objects.all(),
        "actor_id": Actor.objects.all(),
        "side_id": Side.objects.all(),
        "topic_id": Topic.objects.all(),
        "claim_id": Claim.objects.all(),
    }
    names = {}
    for field, rows in kinds.items():
        names |= named(entries, (field,), rows)
    return names


def holders_of(topic):
    """Who may be given a side: the outlets of the topic with their owners, and its speakers.

    Outlets come first, each kind by name; those that have a side are always among them.
    """
    sides = Sides({topic.pk})
    evidence = Evidence.objects.live().filter(claim__topic=topic)
    article = "passage__revision__article"
    printed, spoken = defaultdict(set), defaultdict(set)
    told = evidence.values_list("pk", "speaker", f"{article}__outlet", article)
    for row, speaker, outlet, of in told:
        printed[outlet].add(of)
        spoken[speaker].add(row)
    outlets = Outlet.objects.standing().in_bulk()
    shown = {*printed, *sides.outlets[topic.pk]} & outlets.keys()
    for outlet in list(shown):
        shown |= _owners(outlet, outlets)
    held = [_outlet(outlets[pk], len(printed[pk]), sides, topic, outlets) for pk in shown]
    speakers = Actor.objects.standing().exclude(kind=ActorKind.PLACE)
    speaking = {*spoken, *sides.actors[topic.pk]} - {None}
    actors = [
        Holder(actor, len(spoken[pk]), sides.of_actor(topic.pk, pk))
        for pk, actor in speakers.in_bulk(list(speaking)).items()
    ]
    return [*sorted(held, key=_by_name), *sorted(actors, key=_by_name)]


def _owners(outlet, outlets):
    met = set()
    while (outlet := outlets[outlet].owner_id) and outlet not in met:
        met.add(outlet)
    return met


def _outlet(outlet, count, sides, topic, outlets):
    own = sides.outlets[topic.pk].get(outlet.pk)
    holder = Holder(outlet, count, own)
    if not own and sides.of_outlet(topic.pk, outlet.pk):
        owner = outlet.owner_id
        while owner not in sides.outlets[topic.pk]:
            owner = outlets[owner].owner_id
        holder.through = outlets[owner]
    return holder


def _by_name(holder):
    return holder.who.name.casefold(), holder.who.pk


def topics_for_export():
    """Every topic with what its desk tells of it: [(topic, its sides, its terms)], as made.

    A side comes with its outlets and its actors, by name: what was merged as what it has become.
    """
    topics = list(Topic.objects.order_by("pk"))
    sides = Sides({topic.pk for topic in topics})
    outlets = dict(Outlet.objects.standing().values_list("pk", "name"))
    actors = dict(Actor.objects.standing().values_list("pk", "name"))
    standing, terms = defaultdict(list), defaultdict(list)
    for side in Side.objects.live().order_by("position", "pk"):
        standing[side.topic_id].append(side)
    for term in Term.objects.live().select_related("claim__merged_into").order_by("pk"):
        terms[term.topic_id].append(term)
    return [
        (
            topic,
            [
                (
                    side,
                    _names(sides.outlets[topic.pk], side, outlets),
                    _names(sides.actors[topic.pk], side, actors),
                )
                for side in standing[topic.pk]
            ],
            terms[topic.pk],
        )
        for topic in topics
    ]


def _names(given, side, names):
    return sorted(dict.fromkeys(names[pk] for pk, has in given.items() if has == side))
