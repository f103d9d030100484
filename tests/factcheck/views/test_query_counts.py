"""A page costs the same number of queries with two rows in each list and with forty."""

from datetime import date, timedelta
from itertools import count

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ImportItem, Outlet, Placement, ReuseLink
from articles.services.passages import mark_passage
from factcheck.api.views import KINDS as KINDS_OF_API
from factcheck.models import (
    AttributionHop,
    Claim,
    ClaimRelation,
    Finding,
    Slot,
    Stance,
    Suggestion,
    SuggestionKind,
)
from factcheck.queries.queue import KINDS
from factcheck.services import (
    actor_merges,
    actors,
    claims,
    copies,
    details,
    distinctions,
    evidence,
    findings,
    loaded_terms,
    outlets,
    passage_suggestions,
    placements,
    queue,
    relations,
    sources,
    suggestions,
    uploads,
)
from factcheck.services.actors import RoleTold
from tests import make
from tests.factcheck.views.people import client_of, signed_in

FEW, MANY = 2, 40
READERS_PAGES = [
    "/",
    "/claims/",
    "/claims/?order=words&page=2&q=claim",
    "/claims/?stance=supports&stance=contradicts&topic=roads&actor=actor-1",
    "/claims/crowded/",
    "/claims/crowded/history/",
    "/articles/",
    "/articles/crowded/",
    "/articles/crowded/revisions/1/",
    "/articles/crowded/revisions/1/2/",
    "/passages/first/",
    "/actors/",
    "/actors/actor-1/",
    "/outlets/",
    "/outlets/road-news/",
    "/topics/",
    "/topics/roads/",
    "/topics/roads/questions/open/",
    "/topics/roads/?as_of=2023-01-01",
    "/topics/roads/timeline/",
    "/claims/?as_of=2023-01-01&evidence=none&order=words",
    "/claims/crowded/?as_of=2023-01-01",
    "/topics/roads/questions/open/?as_of=2023-01-01",
    "/topics/roads/actors/",
    "/topics/roads/actors/?sort=on.this-claim-is-crowded&order=by.actor-1",
    "/topics/roads/actors.csv",
    "/topics/roads/outlets/",
    "/topics/roads/outlets.csv",
    "/topics/roads/words/",
    "/api/v1/",
    *(f"/api/v1/{kind}/" for kind in KINDS_OF_API),
    "/api/v1/claims/?order=words&limit=1&q=claim",
    "/api/v1/claims/crowded/",
    "/api/v1/evidence/?claim=this-claim-is-crowded",
    "/api/v1/evidence/first/",
    "/api/v1/passages/first/",
    "/api/v1/articles/crowded/",
    "/api/v1/actors/actor-1/",
    "/api/v1/outlets/road-news/",
    "/api/v1/topics/roads/",
]
DESK_PAGES = [
    *READERS_PAGES,
    *(f"/desk/?kind={kind}" for kind in KINDS),
    "/desk/articles/",
    "/desk/actions/",
    "/desk/copies/",
    "/desk/copies/?show=copied",
    "/desk/copies/?show=decided",
    "/desk/articles/crowded/?queue=articles",
    "/claims/crowded/?queue=contradictions&item=1",
    "/desk/placements/?only=1&queue=placements",
    "/desk/placements/",
    "/desk/placements/?claim=crowded",
    "/desk/placements/?decided",
    "/desk/placements/first/",
    "/desk/articles/crowded/",
    "/desk/articles/crowded/?queue=findings&item=1",
    "/desk/articles/crowded/?start=0&end=8",
    "/desk/articles/crowded/panel/?start=0&end=8",
    "/desk/articles/crowded/panel/?words=Sentence",
    "/desk/articles/crowded/details/",
    "/desk/articles/crowded/beside/",
    "/desk/articles/crowded/beside/?q=words",
    "/desk/articles/crowded/beside/second/?start=0&end=8",
    "/desk/outlets/road-news/",
    "/desk/pick/claims/?q=claim",
    "/desk/pick/twins/?proposition=Claim+number+1+is+crowded",
    "/desk/pick/actors/?who=actor",
    "/desk/evidence/first/",
    "/desk/topics/roads/",
    "/desk/actors/",
    "/desk/actors/?q=actor&kind=person",
    "/desk/actors/actor-1/",
    "/desk/actors/actor-1/merge/?into=actor-2",
    "/desk/claims/crowded/",
    "/desk/claims/crowded/?article=crowded",
    "/desk/claims/crowded/?dismissed",
    "/desk/twins/",
    "/claims/crowded/edit/",
    "/claims/crowded/merge/",
    "/claims/crowded/relate/?q=claim",
]
ADMIN_PAGES = [
    "/imports/",
    "/imports/crowded/",
    "/imports/crowded/report.jsonl",
    "/imports/staged/",
    "/imports/staged/progress/",
    "/desk/outlets/road-news/merge/?into=trend",
]
PAGES = {"anonymous": READERS_PAGES, "editor": DESK_PAGES, "admin": ADMIN_PAGES}


class Crowd:
    """One claim, article, actor, topic and import on which everything else is heaped."""

    def __init__(self):
        text = "\n\n".join(f"Sentence {n} stands here." for n in range(1, MANY + 1))
        self.article = make.article(f"{text}\n", name="crowded.txt")
        self.revision = self.article.revisions.get()
        verbs = ["stands", "stood", "stood"]  # one stands, one is accepted, one waits
        sentences = [f"Sentence {n} {verbs[n % 3]} here." for n in range(1, MANY + 1)]
        self.newest = make.revision(self.article, "\n\n".join(sentences))
        self.second = make.article(f"Sentences\n\n{text}\n", name="second.txt")
        self.topic = make.topic("Roads")
        self.question = actors.add_question(
            topic=self.topic, key="open", text="Is it open?", slot=Slot.YES_NO, by=None
        )
        self.claim = make.claim("This claim is crowded.", question=self.question)
        self.outlet = Outlet.objects.create(name="Road News", slug="road-news")
        make.outlet("Trend")
        self.speaker = make.actor("actor 1")
        self.editor = make.person("editor")
        self.clients = {subject: client_of(subject) for subject in PAGES}
        self.clients["editor"] = signed_in(self.editor)
        self.run = sources.finish_run(run=sources.begin_run(by=self.editor))
        self.staged = make.staged([("first.txt", b"First.")])
        self.numbers = count(1)

    def grow_to(self, size):
        while (n := next(self.numbers)) <= size:
            self.add(n)
        self.numbers = count(n)
        for row in placements.place_revision(revision=self.newest, by=None):
            if int(row.passage.exact.split()[1]) % 3 == 1:
                placements.accept_placement(placement=row, by=self.editor)
        for row in Placement.objects.undecided():
            queue.assign(target=row, to=self.editor, by=self.editor)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as a database in use does by itself in time

    def add(self, n):
        """One more row in every list of the site."""
        words = f"Sentence {n} "
        start = self.revision.text.index(words)
        passage = mark_passage(revision=self.revision, start=start, end=start + len(words), by=None)
        self.first = self.revision.passages.order_by("pk").first()
        actor = make.actor(f"actor {n}")
        actors.add_alias(actor=actor, name=f"player {n}", by=None)
        article = make.article(f"Other words, number {n}.\n", outlet=self.outlet)
        elsewhere = mark_passage(revision=article.revisions.get(), start=0, end=5, by=None)
        claim = make.claim(
            f"Claim number {n} is one of many.", topic=self.topic, question=self.question
        )
        again = make.words(self.second, words)
        make.link(claim, again)
        make.link(claim, again, list(Stance)[(n + 1) % 2], self.speaker)
        stances = list(Stance)
        for target in (self.claim, claim):
            hops = [AttributionHop(actor=actor), AttributionHop(actor=None)]
            make.link(target, passage, stances[n % 3], actor, editor=self.editor, hops=hops)
            make.link(target, elsewhere, stances[(n + 1) % 3], hops=[AttributionHop(actor=actor)])
        make.link(claim, passage, stances[n % 2], self.speaker if n > 1 else None)
        another = actors.add_question(
            topic=self.topic, key=f"q{n}", text=f"Question {n}?", slot=Slot.YES_NO, by=None
        )
        make.claim(f"Answer {n}.", topic=self.topic, question=another)
        agreed = make.claim(f"All agree on {n}.", topic=self.topic)
        make.link(agreed, make.words(self.second, words))
        make.link(agreed, passage)
        make.link(make.claim(f"Topic claim {n}.", topic=make.topic(f"Topic {n}")), elsewhere)
        self.add_sides(n, claim)
        make.claim(f"Draft {n}.", state="draft", topic=self.topic)
        make.claim(f"Waiting {n}.", state="in_review", topic=self.topic)
        relations.relate_claims(claim=self.claim, kind="contradicts", other=claim, by=None)
        evidence.retire_evidence(
            evidence=make.link(self.claim, elsewhere, speaker=actor), editor=None
        )
        sources.import_file(run=self.run, name=f"{n}.txt", data=f"File {n}.".encode(), by=None)
        ImportItem.objects.create(run=self.staged, path=f"{n}.txt", staged=b"Staged.")
        uploads.read_upload(run=self.staged)
        run = sources.begin_run(by=self.editor)
        sources.refuse_file(run=run, name="a.txt", message="It was not there.")
        sources.finish_run(run=run)
        self.add_proposals(n)
        self.add_outlets(n)
        self.add_actors(n)
        self.add_quotes(n)
        self.add_findings(n)
        self.add_work(n)
        merged = make.claim(f"Merged {n}.", topic=self.topic)
        claims.merge_claims(claim=merged, into=self.claim, by=None, reason="so")

    def add_proposals(self, n):
        """One more passage and twin that are proposed for the claim, and as many dismissed."""
        for words in (f"Crowded is word{n}", f"So crowded was it on day{n} that nobody got in"):
            article = make.article(f"{words}.\n\nAgain: {words}.\n", outlet=self.outlet)
            dismissed = article.revisions.get().paragraphs.last()
            shared = self.newest.paragraphs.get(position=n)
            told = {"a": shared, "containment": 0.5, "run": 9}
            other = article.revisions.get().paragraphs.first()
            ReuseLink.objects.create(b=other, tier="review", **told)
            tier = "auto" if words.startswith("Crowded") else "review"
            link = ReuseLink.objects.create(b=dismissed, tier=tier, **told)
            if tier == "review":
                copies.decide(link=link, decision="confirmed", by=self.editor)
            passage_suggestions.dismiss_passages(
                claim=self.claim, paragraphs=[dismissed], by=self.editor
            )
        make.claim(f"This claim is as crowded {n}.", topic=self.topic)
        other = make.claim(f"This claim is crowded, {n}.", topic=self.topic)
        passage_suggestions.dismiss_twin(claim=self.claim, other=other, by=self.editor)

    def add_outlets(self, n):
        """One more owned outlet, merged outlet and change of details."""
        owned, merged = make.outlet(f"Owned {n}"), make.outlet(f"Merged {n}")
        outlets.edit_outlet(outlet=owned, owner=self.outlet, by=self.editor, reason="so")
        outlets.merge_outlets(outlet=merged, into=self.outlet, by=self.editor, reason="so")
        for outlet in (owned, self.outlet):
            details.edit_details(article=self.article, outlet=outlet, by=self.editor, reason="so")
        outlets.edit_outlet(outlet=self.outlet, name=f"Road News {n}", by=self.editor)

    def add_actors(self, n):
        """One more role, merged actor and pair of nearly the same name, and as many told apart."""
        word = f"Road{'abcdefgh'[n % 8]}{'abcdefgh'[n // 8]}"
        for first in ("Dmitry", "Dmitriy"):
            other = make.actor(f"{first} {word}")
        distinctions.tell_apart(actor=self.speaker, other=other, by=self.editor)
        distinctions.tell_apart(actor=self.speaker, spelling=word, by=self.editor)
        day = date(2000, 1, 1) + timedelta(n)
        roles = [RoleTold(f"Head of road {n}", day)]
        actors.edit_actor(
            actor=self.speaker, added=[f"No. {n}"], roles=roles, by=self.editor, reason="so"
        )
        merged = make.actor(f"Merged actor {n}")
        actor_merges.merge_actors(actor=merged, into=self.speaker, by=self.editor, reason="so")

    def add_sides(self, n, claim):
        """One more outlet and actor on a side, and one more watched word that presupposes."""
        outlet = make.outlet(f"Partial {n}")
        make.link(claim, make.words(make.article(f"So say {n}.\n", outlet=outlet), f"So say {n}"))
        if n <= 15:
            make.side(self.topic, f"Side {n}", outlet, make.actor(f"actor {n}"))
            term = {"phrase": f"word {n}", "claim": self.claim}
            loaded_terms.add_term(topic=self.topic, **term, by=self.editor)

    def add_quotes(self, n):
        """One more quote that waits on the desk, and one that was dismissed."""
        for kind in ("waits", "goes"):
            quote = Suggestion.objects.create(
                kind=SuggestionKind.QUOTE,
                key=f"{kind} {n}",
                revision=self.newest,
                start=n,
                end=n + 3,
                exact=self.newest.text[n : n + 3],
                speaker_name=f"player {n}",
                directness="narration",
            )
        suggestions.dismiss(suggestion=quote, by=self.editor)

    def add_findings(self, n):
        """One more finding that waits on the desk, and one that was judged."""
        for kind in ("waits", "goes"):
            finding = Finding.objects.create(
                check_name="weekday",
                severity="red",
                key=f"{kind} {n}",
                revision=self.newest,
                start=n,
                end=n + 3,
                expected="Saturday",
                found="Friday",
                why="It was a Saturday.",
            )
            queue.assign(target=finding, to=self.editor, by=self.editor)
        Finding.objects.create(
            check_name="quoted differently",
            severity="amber",
            key=f"said {n}",
            revision=self.newest,
            start=n,
            end=n + 3,
            other=self.second.revisions.get(),
            other_start=n,
            other_end=n + 3,
            actor=self.speaker,
            expected="It is so.",
            found="It was so.",
            why="Two wordings.",
        )
        findings.judge(finding=finding, status="accepted", by=self.editor, note="So.")

    def add_work(self, n):
        """One more thing of each kind that is somebody's."""
        relation = ClaimRelation.objects.latest("pk")
        drafts = [
            Claim.objects.filter(state=state).latest("pk") for state in ("draft", "in_review")
        ]
        article = Article.objects.latest("pk")
        for target in (article, relation, *drafts, *Placement.objects.order_by("-pk")[:1]):
            queue.assign(target=target, to=make.person("editor"), by=self.editor)

    def address(self, page):
        path = page.replace("/articles/crowded/", f"/articles/{self.article.pk}/")
        path = path.replace("/second/", f"/{self.second.pk}/")
        first = f"/desk/placements/{self.first.placements.get().pk}/"
        path = path.replace("/desk/placements/first/", first)
        path = path.replace("article=crowded", f"article={self.article.pk}")
        path = path.replace("/claims/crowded/", self.claim.get_absolute_url())
        path = path.replace("claim=crowded", f"claim={self.claim.slug}")
        path = path.replace("/imports/crowded/", reverse("imports:detail", args=[self.run.pk]))
        path = path.replace("/imports/staged/", reverse("imports:detail", args=[self.staged.pk]))
        link = self.claim.evidence.live().order_by("pk").first()
        path = path.replace("/evidence/first/", f"/evidence/{link.pk}/")
        return path.replace("/passages/first/", self.first.get_absolute_url())


def costs(crowd):
    """How many queries each page takes, by who asks."""
    return {
        f"{page}, {subject}": cost(client, crowd.address(page))
        for subject, pages in PAGES.items()
        for client in [crowd.clients[subject]]
        for page in pages
    }


def cost(client, place):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(place).status_code in (200, 302), place
    return len(captured)


def test_no_page_costs_more_queries_with_forty_rows_than_with_two(db):
    crowd = Crowd()
    crowd.grow_to(FEW)
    costs(crowd)  # fills what is cached
    few = costs(crowd)
    crowd.grow_to(MANY)
    many = costs(crowd)
    actor = crowd.clients["editor"].get("/actors/actor-1/").context
    assert min(len(actor["conflicts"]), len(actor["requoted"])) > FEW
    grown = {page: (few[page], many[page]) for page in few if few[page] < many[page]}
    assert grown == {}
