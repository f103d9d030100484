"""Claims from a file in the format "factcheck-claims/1" (docs/interchange.md).

The whole file is checked first; then it is saved in one transaction, or nothing of it is. What is
there already stays as editors left it: a second import adds nothing.
"""

from collections import Counter
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q

from articles.services.passages import mark_passage
from factcheck.models import (
    Actor,
    ActorAlias,
    AttributionHop,
    Claim,
    ClaimRelation,
    Question,
    RelationStatus,
    State,
    Topic,
)
from factcheck.services import (
    actors,
    claims,
    contradictions,
    evidence,
    findings,
    ledger,
    placements,
    relations,
)
from factcheck.services.interchange_check import Check, listed
from factcheck.services.interchange_topics import save_sides, save_terms


class Refused(Exception):
    """A file of claims has faults; `faults` names each with its place and the way out."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def import_claims(document, *, name, by=None, dry_run=False):
    """Check `document` (parsed JSON) and save it; a Counter of the rows that were added."""
    with transaction.atomic():
        ledger.lock()
        check = Check(document, name)
        if check.faults:
            raise Refused(check.faults)
        added = _Save(check, by, f"imported from {PurePath(name).name}").run()
        placements.place_waiting(by=by)
        if added:
            contradictions.propose(by=None)
            findings.look(by=None, kinds=("quotes", "claims"))
        if dry_run:
            transaction.set_rollback(True)
    return added


class _Save:
    """Saves a document that was checked; counts what it added."""

    def __init__(self, check, by, reason):
        self.check, self.who, self.added = check, {"by": by, "reason": reason}, Counter()
        self.actors = _by_name()
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
        for row in rows("topics"):
            told = listed(row, "sides")
            save_sides(self.topics[row["slug"]], told, self.actors, self.who, self.added)
        for row in rows("questions"):
            self.question(row)
        for row in rows("claims"):
            self.claim(row)
        for row in rows("claims"):
            for item in listed(row, "evidence"):
                self.evidence(self.standing(row["key"]), item)
            for item in listed(row, "relations"):
                self.relation(self.standing(row["key"]), item)
        for row in rows("topics"):
            told = listed(row, "terms")
            save_terms(self.topics[row["slug"]], told, self.standing, self.who, self.added)
        self.withdraw_again()
        return self.added

    def actor(self, row):
        actor = self.actors.get(row["name"])
        if actor is None:
            told = {name: row.get(name) or "" for name in ("description", "wikidata_id")}
            actor = actors.add_actor(name=row["name"], kind=row["kind"], **told, **self.who)
            self.actors[actor.name] = actor
            self.added["actors"] += 1
        known = set(ActorAlias.objects.filter(actor=actor).values_list("name", flat=True))
        for alias in dict.fromkeys(row.get("aliases") or []):
            if alias not in known:
                actors.add_alias(actor=actor, name=alias, **self.who)
                self.added["aliases"] += 1
        if roles := listed(row, "roles"):
            self.roles(actor, roles)

    def roles(self, actor, rows):
        """Add those roles that the actor was never said to have."""
        known = actors.roles_ever_told(actor)
        for row in rows:
            told = {"title": row["title"], "holds_from": _day(row, "from")}
            if tuple(told.values()) not in known:
                actors.add_role(actor=actor, holds_to=_day(row, "to"), **told, **self.who)
                self.added["roles"] += 1

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
            hops=[self.hop(hop) for hop in listed(item, "via")],
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


def _by_name():
    """The actors by their names; by that of a merged one, the one that it became."""
    rows = {actor.pk: actor for actor in Actor.objects.all()}
    found = {}
    for actor in rows.values():
        current = actor
        while current.merged_into_id:
            current = rows[current.merged_into_id]
        found[actor.name] = current
    return found


def _day(row, key):
    return date.fromisoformat(row[key]) if row.get(key) else None
