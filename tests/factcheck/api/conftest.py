"""What the tests of the API share."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from factcheck.models import AttributionHop, Finding, Slot
from factcheck.services import actors, findings, relations
from tests import make
from tests.factcheck.views.people import signed_in
from tests.factcheck.views.world import make_world


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    caches["rates"].clear()


@pytest.fixture
def anonymous(db):
    return Client()


@pytest.fixture
def as_editor(editor):
    return signed_in(editor)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def one_of_each(db):
    """A row of each kind that readers may see, as {kind: the last part of its address}."""
    question = actors.add_question(
        topic=make.topic(), key="open", text="Is it open?", slot=Slot.YES_NO, by=None
    )
    claim = make.claim("The road is open.", question=question, holds_from=date(2022, 12, 12))
    other = make.claim("The road is closed.")
    outlet, actor = make.outlet("Trend"), make.actor()
    article = make.article("The road is open, they say.\n\nIt is closed.\n", outlet=outlet)
    words = make.words(article, "The road is open")
    hops = [AttributionHop(actor=actor, said_on=date(2022, 12, 11)), AttributionHop(actor=None)]
    link = make.link(claim, words, speaker=actor, hops=hops, asserted_on=date(2022, 12, 11))
    make.link(other, make.passage("It is closed"), stance="contradicts")
    relation = relations.relate_claims(claim=claim, kind="contradicts", other=other, by=None)
    return {
        "claims": claim.slug,
        "evidence": link.pk,
        "passages": words.pk,
        "articles": article.pk,
        "actors": actor.slug,
        "outlets": outlet.slug,
        "topics": claim.topic.slug,
        "relations": relation.pk,
        "findings": accepted_finding(article, claim).pk,
    }


def accepted_finding(article, claim=None):
    finding = Finding.objects.create(
        check_name="weekday",
        severity="red",
        key=f"of {article.pk}",
        revision=article.revisions.first(),
        start=0,
        end=3,
        claim=claim,
        expected="Saturday",
        found="Friday",
        why="It was a Saturday.",
    )
    return findings.judge(finding=finding, status="accepted", by=None, note="So.")
