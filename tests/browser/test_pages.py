"""Every page as it is seen: wide and narrow, light and dark, by readers and at the desk.

`make shots` keeps the pictures in shots/ and renews the one in the README.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from articles.models import Article, ImportRun, Placement
from factcheck.models import Actor, Claim, Evidence, Finding
from factcheck.queries.queue import KINDS
from factcheck.services import actor_merges, actors, details, outlets, quotes, uploads
from factcheck.services import passage_suggestions as suggestions
from tests import make

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
README_PICTURE = Path(__file__).parents[2] / "docs" / "claim.png"


def change_a_source():
    """A seed whose newest text has lost a paragraph and has other words in the others."""
    article = make.seed("003")
    if article.revisions.count() == 1:
        text = article.revisions.get().text
        kept = [p for n, p in enumerate(text.split("\n\n")) if n != 2]
        words = "\n\n".join(kept).replace("going to begin", "about to start")
        make.revision(article, words.replace("create necessary", "create the necessary"))
    return article


def reader_pages():
    claim = Claim.objects.get(key="c20")
    details.edit_details(
        article=make.seed("003"), readers_see="passages", by=None, reason="Trend keeps its words."
    )
    make.seed_sides("road-status")
    changed = change_a_source().get_absolute_url()
    return {
        "article-changed": changed,
        "article-older": f"{changed}revisions/1/",
        "article-diff": f"{changed}revisions/1/2/",
        "home": "/",
        "claims": "/claims/",
        "claims-filtered": "/claims/?topic=road-status&stance=contradicts&order=words",
        "claims-none": "/claims/?q=nothing+like+this",
        "claim": claim.get_absolute_url(),
        "claim-contested": Claim.objects.get(key="c01").get_absolute_url(),
        "claim-chain": Claim.objects.get(key="c30").get_absolute_url(),
        "claim-unnamed": Claim.objects.get(key="c31").get_absolute_url(),
        "history": claim.get_absolute_url() + "history/",
        "articles": "/articles/",
        "article": make.seed("000").get_absolute_url(),
        "article-sought": Evidence.objects.filter(claim=claim)[0].passage.get_absolute_url(),
        "actors": "/actors/",
        "actor": Actor.objects.get(name="Maria Zakharova").get_absolute_url(),
        "topics": "/topics/",
        "topic": "/topics/monitoring-failure/",
        "question": "/topics/monitoring-failure/questions/why-did-the-monitoring-fail/",
        "question-speakers": "/topics/road-status/questions/is-the-road-open/",
        "topic-timeline": "/topics/road-status/timeline/",
        "topic-as-of": "/topics/road-status/?as_of=2022-12-31&by=printing",
        "claims-as-of": "/claims/?as_of=2022-12-31",
        "matrix-actors": "/topics/road-status/actors/",
        "matrix-outlets": "/topics/road-status/outlets/",
        "matrix-ordered": "/topics/talks/outlets/?order=by.trend&sort=on.not-there",
        "matrix-empty": "/topics/monitoring-failure/actors/",
        "topic-sides": "/topics/road-status/",
        "topic-words": "/topics/road-status/words/",
        "claim-carried": f"{Claim.objects.get(key='c02').get_absolute_url()}#carried",
        "article-passages": make.seed("003").get_absolute_url(),
        "outlets": "/outlets/",
        "outlet": "/outlets/azernews/",
        "api": "/api/v1/",
        "sign-in": "/accounts/login/",
        "missing": "/claims/there-is-no-such-claim/",
    }


def propose():
    """Claims that nearly say the same, and something that was dismissed."""
    claim = Claim.objects.get(key="c20")
    paragraph = make.seed("003").revisions.get().paragraphs.last()
    suggestions.dismiss_passages(claim=claim, paragraphs=[paragraph], by=None)
    make.claim(f"{claim.proposition.rstrip('.')} indeed.")


def name_alike():
    """An actor with roles and a merged one, and names that may be another's."""
    actor = Actor.objects.get(name="Nikol Pashinyan")
    for title, first in (("Prime Minister of Armenia", date(2018, 5, 8)), ("Journalist", None)):
        actors.add_role(actor=actor, title=title, holds_from=first, by=None)
    actors.add_alias(actor=actor, name="Pashinyan", by=None)
    merged = make.actor("Nikol Pashinian")
    actor_merges.merge_actors(actor=merged, into=actor, by=None, reason="One man.")
    make.actor("Dmitry Peskov")
    make.article("Mariya Zakharova said that the road is open.\n", name="alike.txt")
    quotes.propose_quotes(
        revision=Article.objects.get(source_name="alike.txt").revisions.get(), by=None
    )


def desk_pages():
    claim = Claim.objects.get(key="c20").get_absolute_url()
    article = make.seed("000").pk
    outlets.merge_outlets(
        outlet=make.outlet("Azer News"), into=make.outlet("Azernews"), by=None, reason="One outlet."
    )
    russian = "Дорога открыта.".encode("cp1251")
    waiting = make.staged([("a.txt", b"Words."), ("b.txt", b""), ("c.txt", russian)])
    begun = uploads.stage_upload(files=[("d.txt", b"More words.")], by=None)
    propose()
    name_alike()
    change_a_source()
    chained = Evidence.objects.filter(claim__key="c30").earliest("pk")
    make.seed_sides("road-status")
    placement = f"/desk/placements/{Placement.objects.undecided().latest('pk').pk}/"
    return {
        **{f"desk-{kind}": f"/desk/?kind={kind}" for kind in KINDS},
        "desk-mine": "/desk/?kind=drafts&who=mine",
        "desk-articles": "/desk/articles/",
        "desk-actions": "/desk/actions/",
        "desk-in-queue": f"/desk/articles/{article}/?queue=quotes",
        "claim-in-queue": f"{claim}?queue=review",
        "desk-article": f"/desk/articles/{article}/",
        "desk-finding": f"/desk/articles/{make.seed('002').pk}/?queue=findings&item="
        f"{Finding.objects.earliest('pk').pk}",
        "desk-chains": f"/desk/articles/{make.seed('002').pk}/",
        "desk-panel-chain": f"/desk/articles/{article}/?start=0&end=33&chain=add",
        "evidence": f"/desk/evidence/{chained.pk}/?done=changed",
        "desk-panel": f"/desk/articles/{article}/?start=0&end=33",
        "desk-found": f"/desk/articles/{article}/?words=the+road",
        "beside-which": f"/desk/articles/{article}/beside/",
        "beside": f"/desk/articles/{article}/beside/{make.seed('004').pk}/",
        "beside-panel": f"/desk/articles/{article}/beside/{make.seed('004').pk}/?start=0&end=33",
        "copies": "/desk/copies/",
        "copies-taken": "/desk/copies/?show=copied",
        "placements": "/desk/placements/",
        "placement": placement,
        "placement-chosen": f"{placement}?start=0&end=33",
        "claim-tools": claim,
        "edit": claim + "edit/",
        "merge": claim + "merge/",
        "relate": claim + "relate/",
        "claim-desk": "/desk" + claim,
        "claim-desk-dismissed": f"/desk{claim}?dismissed",
        "near-twins": "/desk/twins/",
        "details": f"/desk/articles/{article}/details/",
        "topic-desk": "/desk/topics/road-status/",
        "actors-desk": "/desk/actors/",
        "actor-edit": "/desk/actors/nikol-pashinyan/",
        "actor-merged": "/desk/actors/nikol-pashinian/",
        "actor-merge": "/desk/actors/nikol-pashinyan/merge/",
        "actor-merge-preview": "/desk/actors/nikol-pashinyan/merge/?into=ilham-aliyev",
        "actor-roles": Actor.objects.get(name="Nikol Pashinyan").get_absolute_url(),
        "outlet-add": "/desk/outlets/",
        "outlet-edit": "/desk/outlets/azernews/",
        "outlet-merged": "/desk/outlets/azer-news/",
        "outlet-merge": "/desk/outlets/azernews/merge/",
        "outlet-merge-preview": "/desk/outlets/azernews/merge/?into=trend",
        "imports": "/imports/",
        "import": f"/imports/{ImportRun.objects.earliest('pk').pk}/",
        "import-preview": f"/imports/{waiting.pk}/",
        "import-file": f"/imports/{waiting.pk}/files/{waiting.items.first().pk}/",
        "import-encoding": f"/imports/{waiting.pk}/files/{waiting.items.last().pk}/",
        "import-progress": f"/imports/{begun.pk}/",
        "password": "/accounts/password/change/",
    }


@pytest.fixture
def keep():
    """Keeps a picture of a page where `make shots` wants it: keep(page, name)."""
    folder = os.environ.get("FACTCHECK_SHOTS")

    def keep(page, name):
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return keep


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("who", ["reader", "admin"])
def test_pages_hold(new_context, seeds, sign_in, axe, keep, expected_console, who, size, scheme):
    """No page scrolls sideways, breaks a rule of accessibility, or says anything to the console."""
    context = new_context(viewport=size, color_scheme=scheme)
    pages = reader_pages() if who == "reader" else desk_pages()
    if who == "admin":
        sign_in(context, make.person("admin", name="admin"))
    else:
        expected_console.append("404")
    page = context.new_page()
    for name, address in pages.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if size is WIDE or scheme == "light":  # colours are judged wide, layout in light
            axe(page)
        keep(page, f"{name}-{size['width']}-{scheme}")


def test_the_picture_in_the_readme(new_context, seeds, tmp_path):
    page = new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.goto(Claim.objects.get(key="c20").get_absolute_url())
    picture = README_PICTURE if os.environ.get("FACTCHECK_SHOTS") else tmp_path / "claim.png"
    page.screenshot(path=picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (640, "200%")])
def test_no_page_scrolls_sideways_when_there_is_little_room(new_context, seeds, width, text):
    page = new_context(viewport={"width": width, "height": 640}).new_page()
    for name, address in reader_pages().items():
        if name == "missing":
            continue
        page.goto(address)
        page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
