"""A document of claims against what is stored: every fault with its place and the way out."""

from collections import Counter
from datetime import date

from django.db.models import Q
from rapidfuzz import process

from articles.models import Article
from articles.text import anchors
from factcheck.models import (
    Actor,
    ActorKind,
    Claim,
    Difference,
    Directness,
    Entry,
    Question,
    RelationKind,
    RelationStatus,
    Resolution,
    Slot,
    Stance,
    State,
    Topic,
)
from factcheck.rules import shape
from factcheck.services.interchange_topics import check_topic

ONCE = [
    ("actors", "name"),
    ("topics", "slug"),
    ("topics", "name"),
    ("questions", "key"),
    ("claims", "key"),
]


class Check:
    """Reads a document against what is stored and collects every fault."""

    def __init__(self, document, name):
        self.name, self.faults = name, []
        self.places = {}
        self.document = document
        for place, message in shape.faults(document):
            self.fault(place, message)
        if self.faults:
            return
        place = ActorKind.PLACE
        places = Actor.objects.filter(Q(kind=place) | Q(merged_into__kind=place))
        self.actor_names = set(Actor.objects.values_list("name", flat=True))
        self.actor_names |= {row["name"] for row in self.rows("actors")}
        self.places_named = set(places.values_list("name", flat=True))
        self.places_named |= {
            r["name"] for r in self.rows("actors") if r.get("kind") == ActorKind.PLACE
        }
        self.topics = set(Topic.objects.values_list("slug", flat=True))
        self.topics |= {row["slug"] for row in self.rows("topics")}
        self.questions = set(Question.objects.values_list("key", flat=True))
        self.questions |= {row["key"] for row in self.rows("questions")}
        self.claim_keys = set(Claim.objects.values_list("key", flat=True))
        self.stored = self._load_claims()
        self.claim_keys |= {row["key"] for row in self.rows("claims")}
        self.revisions = self._load_revisions()
        for row in self.rows("actors"):
            self.actor(row)
        for row in self.rows("topics"):
            self.topic(row)
        for row in self.rows("questions"):
            self.question(row)
        for row in self.rows("claims"):
            self.claim(row)
        self.once_each()

    def rows(self, key):
        return self.document.get(key) or []

    def _load_claims(self):
        """The claims of the file that are stored, with all that they ever said."""
        keys = [row["key"] for row in self.rows("claims")]
        entries = Entry.objects.filter(model=Claim._meta.label_lower, claim__key__in=keys)
        stored = {claim.key: claim for claim in Claim.objects.filter(key__in=keys)}
        self.wordings = {(e.claim_id, (e.after or {}).get("proposition")) for e in entries}
        self.wordings |= {(claim.pk, claim.proposition) for claim in stored.values()}
        return stored

    def _load_revisions(self):
        sources = {e["source"] for c in self.rows("claims") for e in listed(c, "evidence")}
        found = {}
        articles = Article.objects.filter(source_name__in=sources)
        for article in articles.prefetch_related("revisions"):
            newest_first = sorted(article.revisions.all(), key=lambda r: -r.number)
            found[article.source_name] = newest_first
        return found

    def fault(self, place, message):
        self.faults.append(
            f"{self.name}, {place}: {message}" if place else f"{self.name}: {message}"
        )

    def known(self, place, row, key, choices, optional=False):
        value = row.get(key)
        if value in choices or (optional and not value):
            return
        allowed = ", ".join(choices)
        self.fault(place, f"“{key}” is “{value}”; it must be one of: {allowed}.")

    def day(self, place, row, key):
        value = row.get(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fault(place, f"“{key}” is “{value}”; write a day as 2022-12-31.")

    def actor(self, row):
        place = f"actor “{row['name']}”"
        self.known(place, row, "kind", ActorKind.values)
        taken = set()
        for number, role in enumerate(listed(row, "roles"), start=1):
            here = f"{place}, role {number} (“{role['title']}”)"
            first, last = self.day(here, role, "from"), self.day(here, role, "to")
            if first and last and last < first:
                self.fault(here, "“to” is before “from”.")
            if (role["title"], first) in taken:
                self.fault(here, "this role begins on that day already. Keep one of the two.")
            taken.add((role["title"], first))

    def topic(self, row):
        other = Topic.objects.filter(name=row["name"]).exclude(slug=row["slug"]).first()
        if other:
            self.fault(
                f"topic {row['slug']}",
                f"the topic “{other.name}” is stored as “{other.slug}”. Use that slug.",
            )
        check_topic(self, row)

    def question(self, row):
        place = f"question {row['key']}"
        self.known(place, row, "slot", Slot.values)
        if row["topic"] not in self.topics:
            self.fault(place, self.unknown("topic", row["topic"], self.topics))

    def claim(self, row):
        place = f"claim {row['key']} (“{row['proposition']}”)"
        self.known(place, row, "state", State.values, optional=True)
        if row["topic"] not in self.topics:
            self.fault(place, self.unknown("topic", row["topic"], self.topics))
        if row.get("question") and row["question"] not in self.questions:
            self.fault(place, self.unknown("question", row["question"], self.questions))
        first, last = self.day(place, row, "holds_from"), self.day(place, row, "holds_to")
        if first and last and last < first:
            self.fault(place, "“holds_to” is before “holds_from”.")
        stored = self.stored.get(row["key"])
        if stored and (stored.pk, row["proposition"]) not in self.wordings:
            self.fault(
                place,
                f"a claim with this key says “{stored.proposition}”."
                " Give the new claim another key, or change the words on its page.",
            )
        taken = {}
        for number, item in enumerate(listed(row, "evidence"), start=1):
            self.evidence(f"{place}, evidence {number}", item)
            words = self.places[id(item)], item["exact"], item.get("speaker") or None
            if words[0] and words in taken:
                self.fault(
                    f"{place}, evidence {number}",
                    f"these words of the same speaker are evidence {taken[words]} already."
                    " Keep one of the two.",
                )
            taken.setdefault(words, number)
        for number, item in enumerate(listed(row, "relations"), start=1):
            self.relation(f"{place}, relation {number}", row, item)

    def evidence(self, place, item):
        self.known(place, item, "stance", Stance.values)
        self.known(place, item, "directness", Directness.values)
        self.day(place, item, "asserted_on")
        self.speaker(place, item.get("speaker"))
        for hop in listed(item, "via"):
            self.speaker(place, hop.get("actor"))
            self.day(place, hop, "said_on")
            self.known(place, hop, "directness", Directness.values, optional=True)
        self.places[id(item)] = self.place_of(place, item)

    def speaker(self, place, name):
        if name and name not in self.actor_names:
            self.fault(place, self.unknown("actor", name, self.actor_names, " under “actors”"))
        if name in self.places_named:
            self.fault(place, f"“{name}” is a place, and places do not speak. Name who said it.")

    def place_of(self, place, item):
        """The (revision, start) of a quote, or None with a fault."""
        source, exact = item["source"], item["exact"]
        if source not in self.revisions:
            self.fault(place, self.unknown("article", source, set(self.stored_sources())))
            return None
        for revision in self.revisions[source]:
            start = item.get("start")
            if start is not None:
                if revision.text.startswith(exact, start):
                    return revision, start
                continue
            found = [match.start for match in anchors.find(revision.text, exact).exact]
            if len(found) == 1:
                return revision, found[0]
            if found:
                starts = ", ".join(map(str, found))
                self.fault(
                    place,
                    f"“{exact}” occurs {len(found)} times in {source}: give “start” ({starts}).",
                )
                return None
        at = f" at character {item['start']}" if item.get("start") is not None else ""
        self.fault(place, f"{source} does not hold the words “{exact}”{at}.")
        return None

    def stored_sources(self):
        return Article.objects.values_list("source_name", flat=True)

    def relation(self, place, claim, item):
        self.known(place, item, "kind", RelationKind.values)
        self.known(place, item, "difference", Difference.values, optional=True)
        self.known(place, item, "status", RelationStatus.values, optional=True)
        self.known(place, item, "resolution", Resolution.values, optional=True)
        if (item.get("status") == RelationStatus.RESOLVED) != bool(item.get("resolution")):
            self.fault(place, "a resolved relation has a “resolution”, and only a resolved one.")
        if item["claim"] == claim["key"]:
            self.fault(place, "a claim is not related to itself.")
        elif item["claim"] not in self.claim_keys:
            self.fault(place, self.unknown("claim", item["claim"], self.claim_keys))

    def once_each(self):
        for key, name in ONCE:
            seen = Counter(row[name] for row in self.rows(key))
            for value, times in seen.items():
                if times > 1:
                    self.fault("", f"“{key}” holds “{value}” {times} times; each stands once.")

    def unknown(self, noun, value, names, where=""):
        message = f"no {noun} is called “{value}”. Add it{where}"
        near = process.extractOne(value, names, score_cutoff=60)
        return f"{message}, or did you mean “{near[0]}”?" if near else f"{message}."


def listed(row, key):
    """The rows under `key`; none where it is missing or null."""
    return row.get(key) or []
