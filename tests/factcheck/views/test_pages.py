"""What is true of every page: its frame, its headers, and that foreign words stay words."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template import loader
from django.test import Client
from django.urls import reverse

from articles.models import Outlet
from articles.services.passages import mark_passage
from factcheck.models import ActorKind, Slot, Stance, Topic
from factcheck.services import actors, claims, relations, sources
from tests import make
from tests.factcheck.views.addresses import every_address
from tests.factcheck.views.markup import Page
from tests.factcheck.views.people import client_of
from tests.factcheck.views.world import walk

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "</title></textarea><svg onload=alert(1)>",
]
BIDI = "\u202egnissap\u202c \u2066left\u2069"


def whole_pages(answers):
    """The answers that are pages of the house; fragments, files and Django admin are not."""
    return {
        place: answer
        for place, answer in answers.items()
        if "<html" in answer.text and not place.startswith("/admin/")
    }


def shown_in_browsers(answers):
    """The answers that a browser shows as pages: not those that it saves, nor those as JSON."""
    shown = {
        place: answer
        for place, answer in answers.items()
        if "attachment" not in answer.get("Content-Disposition", "")
        and not answer.get("Content-Type", "").startswith("application/")
    }
    others = [answer for place, answer in answers.items() if place not in shown]
    assert all(answer["X-Content-Type-Options"] == "nosniff" for answer in others)
    return shown


@pytest.mark.parametrize("subject", ["anonymous", "admin"])
def test_every_page_has_a_language_a_title_and_one_heading(world, subject):
    answers = walk(client_of(subject), ["/", *sorted(every_address(world))])
    pages = whole_pages(answers)
    assert len(pages) > 20
    for place, answer in pages.items():
        page = Page(answer.text)
        tags = [tag for tag, _ in page.tags]
        assert answer.text.lstrip().startswith("<!DOCTYPE html>"), place
        assert page.tags[0] == ("html", {"lang": "en"}), place
        assert tags.count("h1") == 1, place
        assert tags.count("main") == 1, place
        title = " ".join(page.text["title"].split())
        assert len(title) > 3, place
        ids = [given["id"] for _, given in page.tags if "id" in given]
        assert len(ids) == len(set(ids)), (place, [i for i in ids if ids.count(i) > 1])


def test_two_pages_of_different_things_have_different_titles(world, anonymous):
    pages = whole_pages(walk(anonymous, ["/"]))
    titles = {}
    for place, answer in pages.items():
        path = place.partition("?")[0]
        titles.setdefault(" ".join(Page(answer.text).text["title"].split()), set()).add(path)
    twins = {title: paths for title, paths in titles.items() if len(paths) > 1}
    texts_of_an_article = [
        paths for paths in twins.values() if any("/revisions/" in p for p in paths)
    ]
    assert list(twins.values()) == texts_of_an_article


# Errors.


@pytest.mark.parametrize(
    "place", ["/nothing/", "/claims/nothing/", "/articles/0/", "/%00/", "/a\u202eb/"]
)
def test_what_is_not_there_says_so_in_the_house(anonymous, db, place):
    answer = anonymous.get(place)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert 'class="site-head"' in answer.text


def test_what_one_may_not_do_says_so_in_the_house(as_reader):
    answer = as_reader.get("/desk/")
    assert answer.status_code == 403
    assert "This is not open to you" in answer.text
    assert "You are signed in as <bdi>reader</bdi>" in answer.text


def test_a_missing_token_says_that_nothing_was_saved(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "Nothing was saved: the form had expired" in answer.text


def test_a_fault_of_ours_says_so_without_a_word_of_it(db, monkeypatch):
    def break_down(*args):
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("factcheck.queries.home.home_page", break_down)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text


def test_the_page_of_a_fault_needs_nothing(db):
    page = loader.get_template("500.html").render()
    assert "Something broke on our side" in page
    assert "{{" not in page
    assert "{%" not in page


@pytest.mark.parametrize("name", ["403.html", "404.html", "403_csrf.html", "500.html"])
def test_pages_of_errors_render_without_a_context(db, name):
    assert Page(loader.get_template(name).render()).tags[0] == ("html", {"lang": "en"})


# Foreign words.


@pytest.fixture(params=[*HOSTILE, BIDI])
def hostile(request, db):
    """A site all of whose names and texts are hostile."""
    return request.param, make_hostile(request.param)


def make_hostile(words):
    outlet = Outlet.objects.create(name=words, slug="outlet", country="AZ")
    text = f"{words}\n\nBy {words}\n\nBefore {words} after.\n\n{words}\n"
    article = make.article(text, name=f"{words[:40].replace('/', '')}.txt", outlet=outlet)
    article.title, article.byline = words, words
    article.save()
    topic = actors.add_topic(name=words, by=None)
    question = actors.add_question(topic=topic, key="q", text=words, slot=Slot.YES_NO, by=None)
    speaker = actors.add_actor(name=words, kind=ActorKind.PERSON, description=words, by=None)
    actors.add_alias(actor=speaker, name=f"{words} too", by=None)
    claim, other = (
        make.claim(f"{words} {n}", topic=topic, question=question, by=None) for n in (1, 2)
    )
    start = article.revisions.get().text.index("Before")
    passage = mark_passage(
        revision=article.revisions.get(), start=start, end=start + 7 + len(words), by=None
    )
    for stance in Stance:
        target = claim if stance != "mentions" else other
        make.link(target, passage, stance, speaker if stance != "mentions" else None, note=words)
    make.link(other, passage, "contradicts", speaker, reason=words)
    relations.relate_claims(claim=claim, kind="contradicts", other=other, note=words, by=None)
    claims.edit_claim(claim=claim, by=None, reason=words, holds_from=None, proposition=f"{words} 3")
    merged = make.claim(f"{words} 4", topic=topic)
    claims.merge_claims(claim=merged, into=claim, by=None, reason=words)
    make.claim(f"{words} 5", topic=topic, state="draft")
    run = sources.begin_run(by=None)
    sources.refuse_file(run=run, name=words, message=words)
    sources.finish_run(run=run)
    staged = make.staged([(words, b"x"), (f"{words}.txt", text.encode())])
    return {"claim": claim, "article": article, "passage": passage, "run": run, "staged": staged}


def every_page(rows, words):
    article, claim = rows["article"].pk, rows["claim"].slug
    desk = reverse("desk:article", args=[article])
    asked = {"q": words, "who": words, "words": words, "proposition": f"{words} three words"}
    pages = [
        ("/", {}),
        ("/claims/", asked | {"topic": words, "actor": words, "since": words}),
        (desk, {"start": 0, "end": 5, "q": words, "who": words, "note": words, "new_topic": words}),
        (desk, {"words": words}),
        (desk, {"words": f"{words} nowhere at all"}),
        (desk, {"start": 0, "end": 5, "exact": words}),
        (reverse("desk:panel", args=[article]), {"words": words}),
        ("/desk/pick/claims/", asked),
        ("/desk/pick/twins/", asked),
        ("/desk/pick/actors/", asked),
        ("/desk/pick/actors/", {"who": f"{words} nobody"}),
        (reverse("imports:detail", args=[rows["run"].pk]), {}),
        (reverse("imports:detail", args=[rows["staged"].pk]), {}),
        ("/accounts/login/", {"next": f"/{words}"}),
        (f"/articles/{article}/", {"passage": words}),
    ]
    return pages + [
        (reverse(f"claims:{n}", args=[claim]), asked) for n in ("edit", "merge", "relate")
    ]


def test_foreign_words_stay_words_on_every_page(hostile):
    words, rows = hostile
    client = client_of("admin")
    answers = walk(client, ["/", "/desk/", "/imports/"])
    for place, asked in every_page(rows, words):
        answers[f"{place} {asked}"] = client.get(place, asked)
    form = {"start": 0, "end": 5, "exact": words, "proposition": words, "note": words, "q": words}
    form |= {
        "new_topic": words,
        "new_speaker": words,
        "who": words,
        "stance": words,
        "claim": words,
    }
    answers["refused"] = client.post(reverse("desk:link", args=[rows["article"].pk]), form)
    shown = 0
    for place, answer in shown_in_browsers(answers).items():
        page = Page(answer.text)
        scripts = [given for tag, given in page.tags if tag == "script"]
        assert all(given.get("src", "").startswith("/static/") for given in scripts), place
        handlers = [name for _, given in page.tags for name in given if name.startswith("on")]
        assert handlers == [], place
        assert [given for tag, given in page.tags if given.get("src") == "x"] == [], place
        shown += words in "".join(page.text.values())
    assert shown > 15


def test_names_that_turn_the_line_are_isolated(db):
    rows = make_hostile(BIDI)
    client = client_of("admin")
    answers = walk(client, ["/", "/desk/", "/imports/"])
    answers |= {
        str(p): client.get(*p) for p in every_page(rows, BIDI) if p[0] != "/accounts/login/"
    }
    loose = {}
    for place, answer in shown_in_browsers(answers).items():
        bare = re.sub(r"(?s)<(bdi|textarea|option|title)\b[^>]*>.*?</\1>", "", answer.text)
        bare = re.sub(r'(?s)<(\w+)\b[^>]*\bdir="auto"[^>]*>.*?</\1>', "", bare)
        bare = re.sub(r"<[^>]*>", "", bare)
        if "\u202e" in bare:
            at = bare.index("\u202e")
            loose[place] = " ".join(bare[max(0, at - 60) : at + 20].split())
    assert loose == {}


# Headers and cookies.


def test_every_answer_bears_the_headers_that_protect_it(world):
    answers = walk(client_of("admin"), ["/", "/admin/", *sorted(every_address(world))])
    for place, answer in answers.items():
        policy = answer["Content-Security-Policy"]
        assert "unsafe-" not in policy, place
        assert "default-src 'none'" in policy, place
        assert "frame-ancestors 'none'" in policy, place
        assert "script-src 'self'" in policy, place
        assert answer["X-Frame-Options"] == "DENY", place
        assert answer["Referrer-Policy"] == "same-origin", place
        assert answer["X-Content-Type-Options"] == "nosniff", place
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", place


def test_pages_obey_their_own_policy(world):
    """No script, style or handler stands in a page, and all that it loads is ours and there."""
    answers = whole_pages(walk(client_of("admin"), ["/", *sorted(every_address(world))]))
    loaded = set()
    for place, answer in answers.items():
        for tag, given in Page(answer.text).tags:
            assert not {"style", "onclick", "onload", "onerror"} & set(given), (place, tag, given)
            assert tag != "style", place
            source = given.get("src") or (given.get("href") if tag == "link" else None)
            if tag == "script":
                assert source, place
            if source:
                assert source.startswith("/static/"), (place, source)
                loaded.add(source.removeprefix("/static/"))
    assert {name for name in loaded if finders.find(name) is None} == set()


@pytest.mark.parametrize("query", ["", "?q=road", "?page=2", "?order=words"])
def test_readers_get_no_cookie_and_no_token(world, query):
    client = Client()
    pages = walk(client, [f"/{query}", f"/claims/{query}", f"/articles/{query}", "/nothing/"])
    public = {place: page for place, page in pages.items() if not place.startswith("/accounts/")}
    assert len(public) > 20
    for place, answer in public.items():
        assert "csrfmiddlewaretoken" not in answer.text, place
        assert not answer.cookies, place
        assert "Set-Cookie" not in answer.headers, place


def test_readers_cookies_stay_away_after_a_refusal(db):
    client = Client()
    for place in ("/desk/", "/imports/", "/claims/x/edit/", "/admin/", "/nothing/", "/healthz"):
        client.get(place)
    assert not client.cookies


def test_head_asks_for_the_headers_alone(world):
    client = client_of("admin")
    for place in sorted(every_address(world)):
        got, head = client.get(place), client.head(place)
        if not place.startswith("/admin/login/"):  # which sends only GET on
            assert head.status_code == got.status_code, place
        assert head.content == b"", place


# Signing in.


SAFE = ["/claims/", "/desk/?page=2", "/"]
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "\t//evil.example",
    "https://testserver@evil.example/",
    "http://testserver.evil.example/",
    "%2F%2Fevil.example",
    "data:text/html,x",
]


def sign_in(client, target):
    return client.post(
        f"{reverse('account_login')}", {"login": "ann", "password": "pass", "next": target}
    )


@pytest.mark.parametrize("target", SAFE)
def test_signing_in_leads_back_to_the_page_one_came_from(db, target):
    make.person("editor", name="ann")
    assert sign_in(Client(), target)["Location"] == target


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_off_the_site(db, target):
    make.person("editor", name="ann")
    answer = sign_in(Client(), target)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"] or answer["Location"].startswith("%2F")
    assert answer["Location"].startswith(("/", "%2F"))
    assert not answer["Location"].startswith(("//", "/\\"))
    asked = client_of("admin").get(reverse("account_login"), {"next": target})
    assert asked["Location"].startswith(("/", "%2F"))
    assert not asked["Location"].startswith(("//", "/\\"))


def test_a_stranger_is_sent_to_sign_in_and_then_to_the_page(db):
    make.person("editor", name="ann")
    client = Client()
    asked = client.get("/desk/?page=2")
    assert asked["Location"] == "/accounts/login/?next=/desk/%3Fpage%3D2"
    page = client.get(asked["Location"])
    form = Page(page.text).forms[reverse("account_login")]
    assert sign_in(client, form["next"][0])["Location"] == "/desk/?page=2"


def test_a_wrong_password_says_so_and_signs_nobody_in(db):
    make.person("editor", name="ann")
    client = Client()
    for login, password in (("ann", "wrong"), ("nobody", "wrong")):
        answer = client.post("/accounts/login/", {"login": login, "password": password})
        assert answer.status_code == 200
        assert "not correct" in answer.text
    assert client.get("/desk/").status_code == 302


def test_signing_out_ends_the_session(as_editor):
    assert as_editor.get("/desk/").status_code == 200
    as_editor.post("/accounts/logout/")
    assert as_editor.get("/desk/").status_code == 302


def test_topics_without_claims_are_not_shown(anonymous, db):
    Topic.objects.create(name="Empty", slug="empty")
    assert "Empty" not in anonymous.get("/topics/").text
