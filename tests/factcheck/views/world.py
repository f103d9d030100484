"""A small site with a claim in every state, and a walk through all its pages."""

import hashlib
import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.contrib.sessions.models import Session
from django.urls import get_resolver

from articles.models import Article, ImportRun, Outlet, Passage, Placement
from factcheck.models import Actor, Claim, Evidence, Finding, Slot, State, Suggestion, Topic
from factcheck.services import (
    actor_merges,
    actors,
    claims,
    evidence,
    findings,
    loaded_terms,
    outlets,
    placements,
    sources,
    suggestions,
)
from tests import make

STATES = ("draft", "in_review", "published", "withdrawn", "merged")
TEXT = """The road is open, says one ministry.

The road is closed, says the other.

Nobody counted the trucks.
"""
QUOTES = """Dmitriy Peskov said that the road is open.

"We want peace," Maria Zakharova said.
"""
DAYS = """The road was open on Friday, December 24, 2022. It was closed on Friday, 25 December 2022.
"""


@dataclass
class World:
    """Claims, evidence and passages are named by the state of the claim."""

    article: Article
    outlet: Outlet
    merged_outlet: Outlet
    topic: Topic
    actor: Actor
    merged_actor: Actor
    waiting: ImportRun
    finished: ImportRun
    claims: dict[str, Claim] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    proposals: dict[str, Suggestion] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)


def make_world():
    make.actor("Dmitriy Peskov")
    outlet = Outlet.objects.create(name="Road News", slug="road-news")
    make.outlet("Trend")
    article = make.article(TEXT, name="road.txt", outlet=outlet)
    finished = sources.begin_run(by=None)
    sources.import_file(run=finished, name="road.txt", data=f"{TEXT}\nNo more.\n".encode(), by=None)
    sources.import_file(run=finished, name="talks.txt", data=QUOTES.encode(), by=None)
    sources.import_file(run=finished, name="days.txt", data=DAYS.encode(), by=None)
    sources.import_file(run=finished, name="bad.txt", data=b"\xff\xfe\xff", by=None)
    sources.finish_run(run=finished)
    world = World(
        article=article,
        outlet=outlet,
        merged_outlet=outlets.merge_outlets(
            outlet=make.outlet("Old Road News"), into=outlet, by=None, reason="renamed"
        ),
        topic=make.topic("Roads"),
        actor=make.actor("Maria Zakharova"),
        merged_actor=actor_merges.merge_actors(
            actor=make.actor("Mariya Zakharova"),
            into=make.actor("Maria Zakharova"),
            by=None,
            reason="one woman",
        ),
        waiting=make.staged([("new.txt", b"Some new words.\n")]),
        finished=finished,
    )
    question = actors.add_question(
        topic=world.topic, key="open", text="Is the road open?", slot=Slot.YES_NO, by=None
    )
    for state in STATES:
        passage = make.passage(f"Words that bear on the {state} claim", text_of(state))
        begun = state if state in ("draft", "in_review") else State.PUBLISHED
        claim = make.claim(f"This claim is {state}.", state=begun, question=question)
        world.claims[state], world.passages[state] = claim, passage
        world.evidence[state] = make.link(claim, passage, speaker=world.actor)
    take_back(world)
    change_sources(world)
    waiting, dismissed = Suggestion.objects.filter(revision__article__source_name="talks.txt")
    world.proposals = {
        "waiting": waiting,
        "dismissed": suggestions.dismiss(suggestion=dismissed, by=None),
    }
    make.side(world.topic, "North", world.outlet, world.actor)
    loaded_terms.add_term(
        topic=world.topic, phrase="words", claim=world.claims["published"], by=None
    )
    opened, judged = Finding.objects.filter(check_name="weekday").order_by("start")
    dismissed = findings.judge(finding=judged, status="dismissed", by=None)
    world.findings = {"open": opened, "dismissed": dismissed}
    return world


def change_sources(world):
    """Two passages whose source was changed: about one of them somebody has decided."""
    for state in ("open", "decided"):
        text = f"The road is open, we heard on the {state} day of the talks."
        passage = make.passage(text, f"{text}\n\nMore words stand here.\n")
        world.evidence[state] = make.link(world.claims["published"], passage)
        make.revision(passage.revision.article, f"{text.replace('heard', 'read')}\n\nMore.\n")
        world.placements[state] = passage.placements.get()
    placements.accept_placement(placement=world.placements["decided"], by=None)


def text_of(state):
    return f"Here are {state} words.\n\nWords that bear on the {state} claim stand here.\n"


def take_back(world):
    claims.withdraw_claim(claim=world.claims["withdrawn"], by=None, reason="not so")
    claims.merge_claims(
        claim=world.claims["merged"], into=world.claims["published"], by=None, reason="same"
    )
    for claim in world.claims.values():
        claim.refresh_from_db()
    other = make.passage("Words that were linked by mistake")
    world.evidence["retired"] = evidence.retire_evidence(
        evidence=make.link(world.claims["published"], other), editor=None
    )


def url_names(patterns=None, namespace=""):
    """Every name in the URLconf, "namespace:name"; addresses without a name by their route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern.url_patterns, inner)
        else:
            yield namespace + (pattern.name or str(pattern.pattern))


LINK = re.compile(r"""<a\b[^>]*?\bhref="([^"]*)\"""")


def walk(client, starts, most=1200):
    """Follow every link from `starts` through the site: {address: response}."""
    met, waiting = {}, deque(starts)
    while waiting:
        address = waiting.popleft()
        if address in met:
            continue
        assert len(met) < most, f"more than {most} pages, the last {address}"
        response = met[address] = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            links = LINK.findall(response.content.decode())
            waiting.extend(inside(address, unescape(link)) for link in links)
        if location := response.headers.get("Location"):
            waiting.append(inside(address, location))
        waiting = deque(link for link in waiting if link and link not in met)
    return met


def inside(page, link):
    """The address of a link without its fragment; nothing where it leaves the site, or where it
    joins two filters, for those are too many. Django admin is looked at without its filters."""
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    if parts.netloc == "testserver" and parts.path.startswith("/admin/"):
        return parts.path
    if parts.netloc != "testserver" or parts.query.count("=") > 1:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def digest():
    """A hash of every row of the database, sessions aside."""
    whole = hashlib.sha256()
    for model in apps.get_models():
        if model is not Session:
            for row in model.objects.order_by("pk").values_list():
                cells = [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
                whole.update(f"{model._meta.label}{cells}".encode())
    return whole.hexdigest()
