"""Claims from a file in the format "factcheck-claims/1" (docs/interchange.md).

The whole file is checked first; then it is saved in one transaction, or nothing of it is. What is
there already stays as editors left it: a second import adds nothing.
"""

from collections import Counter
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q
from rapidfuzz import process

from articles.models import Article
from articles.services.passages import mark_passage
from articles.text import anchors
from factcheck.models import (
    Actor,
    ActorAlias,
    ActorKind,
    AttributionHop,
    Claim,
    ClaimRelation,
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
from factcheck.services import actors, claims, evidence, relations

ONCE = [
    ("actors", "name"),
    ("topics", "slug"),
    ("topics", "name"),
    ("questions", "key"),
    ("claims", "key"),
]


class Refused(Exception):
    """A file of claims has faults; `faults` names each with its place and the way out."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def import_claims(document, *, name, by=None, dry_run=False):
    """Check `document` (parsed JSON) and save it; a Counter of the rows that were added."""
    with transaction.atomic():
        check = _Check(document, name)
        if check.faults:
            raise Refused(check.faults)
        added = _Save(check, by, f"imported from {PurePath(name).name}").run()
        if dry_run:
            transaction.set_rollback(True)
    return added


class _Check:
    """Reads a document against what is stored and collects every fault."""

    def __init__(self, document, name):
        self.name, self.faults = name, []
        self.places = {}
        self.document = document
        for place, message in shape.faults(document):
            self.fault(place, message)
        if self.faults:
            return
        self.actor_names = set(Actor.objects.values_list("name", flat=True))
        self.actor_names |= {row["name"] for row in self.rows("actors")}
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
        sources = {e["source"] for c in self.rows("claims") for e in _list(c, "evidence")}
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
        self.known(f"actor “{row['name']}”", row, "kind", ActorKind.values)

    def topic(self, row):
        other = Topic.objects.filter(name=row["name"]).exclude(slug=row["slug"]).first()
        if other:
            self.fault(
                f"topic {row['slug']}",
                f"the topic “{other.name}” is stored as “{other.slug}”. Use that slug.",
            )

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
        for number, item in enumerate(_list(row, "evidence"), start=1):
            self.evidence(f"{place}, evidence {number}", item)
            words = self.places[id(item)], item["exact"], item.get("speaker") or None
            if words[0] and words in taken:
                self.fault(
                    f"{place}, evidence {number}",
                    f"these words of the same speaker are evidence {taken[words]} already."
                    " Keep one of the two.",
                )
            taken.setdefault(words, number)
        for number, item in enumerate(_list(row, "relations"), start=1):
            self.relation(f"{place}, relation {number}", row, item)

    def evidence(self, place, item):
        self.known(place, item, "stance", Stance.values)
        self.known(place, item, "directness", Directness.values)
        self.day(place, item, "asserted_on")
        self.speaker(place, item.get("speaker"))
        for hop in _list(item, "via"):
            self.speaker(place, hop.get("actor"))
            self.day(place, hop, "said_on")
            self.known(place, hop, "directness", Directness.values, optional=True)
        self.places[id(item)] = self.place_of(place, item)

    def speaker(self, place, name):
        if name and name not in self.actor_names:
            self.fault(place, self.unknown("actor", name, self.actor_names, " under “actors”"))

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


class _Save:
    """Saves a document that was checked; counts what it added."""

    def __init__(self, check, by, reason):
        self.check, self.who, self.added = check, {"by": by, "reason": reason}, Counter()
        self.actors = {actor.name: actor for actor in Actor.objects.all()}
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.questions = {question.key: question for question in Question.objects.all()}
        self.claims = dict(check.stored)
        self.merged = {claim.pk: claim for claim in Claim.objects.exclude(merged=None)}
        self.withdrawn = []

    def run(self):
        rows = self.check.rows
        for row in rows("actors"):
            self.actor(row)
        for row in rows("topics"):
            if row["slug"] not in self.topics:
                topic = actors.add_topic(name=row["name"], slug=row["slug"], **self.who)
                self.topics[row["slug"]] = topic
                self.added["topics"] += 1
        for row in rows("questions"):
            self.question(row)
        for row in rows("claims"):
            self.claim(row)
        for row in rows("claims"):
            for item in _list(row, "evidence"):
                self.evidence(self.standing(row["key"]), item)
            for item in _list(row, "relations"):
                self.relation(self.standing(row["key"]), item)
        self.withdraw_again()
        return self.added

    def actor(self, row):
        actor = self.actors.get(row["name"])
        if actor is None:
            description = row.get("description") or ""
            actor = actors.add_actor(
                name=row["name"], kind=row["kind"], description=description, **self.who
            )
            self.actors[actor.name] = actor
            self.added["actors"] += 1
        known = set(ActorAlias.objects.filter(actor=actor).values_list("name", flat=True))
        for alias in dict.fromkeys(row.get("aliases") or []):
            if alias not in known:
                actors.add_alias(actor=actor, name=alias, **self.who)
                self.added["aliases"] += 1

    def question(self, row):
        if row["key"] in self.questions:
            return
        fields = {name: row[name] for name in ("key", "text", "slot")}
        question = actors.add_question(topic=self.topics[row["topic"]], **fields, **self.who)
        self.questions[question.key] = question
        self.added["questions"] += 1

    def claim(self, row):
        if row["key"] in self.claims:
            return
        # A withdrawn claim takes no evidence, so it is withdrawn after its evidence is in.
        state = row.get("state") or State.DRAFT
        if state == State.WITHDRAWN:
            self.withdrawn.append(row["key"])
            state = State.PUBLISHED
        self.claims[row["key"]] = claims.create_claim(
            key=row["key"],
            proposition=row["proposition"],
            topic=self.topics[row["topic"]],
            question=self.questions.get(row.get("question")),
            holds_from=_day(row, "holds_from"),
            holds_to=_day(row, "holds_to"),
            state=state,
            **self.who,
        )
        self.added["claims"] += 1

    def standing(self, key):
        """The claim of that key, or the one that it was merged into."""
        claim = self.claims.get(key) or Claim.objects.get(key=key)
        return self.merged[claim.merged_into_id] if claim.merged_into_id else claim

    def evidence(self, claim, item):
        revision, start = self.check.places[id(item)]
        exact, end = item["exact"], start + len(item["exact"])
        by, reason = self.who["by"], self.who["reason"]
        speaker = self.actors.get(item.get("speaker"))
        here = Q(passage__revision=revision, passage__start=start, passage__end=end)
        earlier = Q(passage__exact=exact, passage__revision__article=revision.article_id)
        earlier &= ~Q(passage__revision=revision)
        if claim.evidence.filter(here | earlier, speaker=speaker).exists():
            return  # linked before: what editors made of it since then stands
        passage = mark_passage(revision=revision, start=start, end=end, exact=exact, by=by)
        self.link(
            claim=claim,
            passage=passage,
            stance=item["stance"],
            speaker=speaker,
            directness=item["directness"],
            asserted_on=_day(item, "asserted_on"),
            note=item.get("note") or "",
            hops=[self.hop(hop) for hop in _list(item, "via")],
            editor=by,
            reason=reason,
        )
        self.added["evidence"] += 1

    def link(self, **fields):
        try:
            evidence.link_evidence(**fields)
        except evidence.ClaimClosed as closed:
            raise Refused([f"{self.check.name}: {closed}"]) from closed

    def hop(self, hop):
        return AttributionHop(
            actor=self.actors.get(hop.get("actor")),
            said_on=_day(hop, "said_on"),
            directness=hop.get("directness") or "",
        )

    def relation(self, claim, item):
        other = self.standing(item["claim"])
        if claim == other:
            return  # the two were merged since the file was written
        a, b = relations.stored_order(claim, other, item["kind"])
        if ClaimRelation.objects.filter(a=a, b=b, kind=item["kind"]).exists():
            return
        relations.relate_claims(
            claim=claim,
            kind=item["kind"],
            other=other,
            difference=item.get("difference") or "",
            status=item.get("status") or RelationStatus.OPEN,
            resolution=item.get("resolution") or "",
            note=item.get("note") or "",
            **self.who,
        )
        self.added["relations"] += 1

    def withdraw_again(self):
        for key in self.withdrawn:
            claims.withdraw_claim(claim=self.claims[key], **self.who)


def _list(row, key):
    return row.get(key) or []


def _day(row, key):
    return date.fromisoformat(row[key]) if row.get(key) else None
