"""Of an article that is not open readers see the linked paragraphs alone, on every page."""

import re
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from articles.models import Article
from factcheck.services import claims, details, evidence, outlets, sources
from tests import make
from tests.factcheck.views.people import client_of
from tests.factcheck.views.world import walk

TEXT = """The road was opened at dawn, both ministries say today.

Quaggas were counted before the bridge.

Lorries passed all day, the ministry said. Nobody stopped them.

Okapis waited in the harbour.

A giraffe looked on.

An ibex stood on the hill.

The road is closed again, the other ministry said.

A kudu closes the text.
"""
LEFT_OUT = ("Quaggas", "Okapis", "giraffe", "ibex", "kudu")
SHOWN = ("Lorries passed all day", "Nobody stopped them", "The road is closed again")


@pytest.fixture
def article(db):
    """An article of an outlet that opens no text, with evidence in two of its paragraphs."""
    article = make.article(TEXT, outlet=make.outlet("Trend"), readers_see="")
    article.title, article.url = "The road", "https://example.org/road"
    article.byline = "Nargiz Mammadli"
    article.save()
    claim = make.claim("The road is open.")
    make.link(claim, make.words(article, "Lorries passed all day"))
    make.link(claim, make.words(article, "The road is closed"), "contradicts")
    hidden = {"draft": "giraffe", "in_review": "ibex"}
    for state, word in hidden.items():
        make.link(make.claim(state=state), make.words(article, word))
    gone = make.link(claim, make.words(article, "Okapis"))
    evidence.retire_evidence(evidence=gone, editor=None)
    taken_back = make.claim()
    make.link(taken_back, make.words(article, "kudu"))
    claims.withdraw_claim(claim=taken_back, by=None, reason="not so")
    return article


def words_of(answer):
    """What stands on the page, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", answer.text)).split())


@pytest.mark.parametrize("subject", ["anonymous", "reader", "deactivated"])
def test_readers_see_the_linked_paragraphs_in_order_and_that_words_are_left_out(article, subject):
    answer = client_of(subject).get(article.get_absolute_url())
    page = words_of(answer)
    assert [word for word in LEFT_OUT if word in answer.text] == []
    assert [page.index(words) for words in SHOWN] == sorted(page.index(words) for words in SHOWN)
    assert answer.text.count("Words are left out here.") == 3
    assert "Only the paragraphs whose words bear on a claim are shown here" in page
    assert "belong to Trend" in page
    assert 'href="https://example.org/road"' in answer.text
    assert [words in page for words in ("The road", "by Nargiz Mammadli", "no date")] == [True] * 3


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
def test_the_desk_sees_all(article, role):
    client = client_of(role)
    for place in (article.get_absolute_url(), f"/desk/articles/{article.pk}/"):
        answer = client.get(place)
        assert [word for word in LEFT_OUT if word not in answer.text] == []
        assert "Words are left out here." not in answer.text


def test_no_page_of_the_site_shows_a_reader_what_is_left_out(article, anonymous):
    """The passages themselves are shown, also where their evidence was retired or withdrawn."""
    revised = TEXT.replace("Quaggas", "Zebras").encode()
    run = sources.begin_run(by=None)
    sources.import_file(run=run, name=article.source_name, data=revised, by=None)
    asked = [f"/claims/?q={word}" for word in (*LEFT_OUT, "Zebras", "counted", "Lorries")]
    pages = walk(anonymous, ["/", *asked, f"{article.get_absolute_url()}?passage=1"])
    assert sum("/revisions/" in place for place in pages) >= 2
    secrets = [
        "were counted before the bridge",
        "waited in the harbour",
        "looked on",
        "stood on the hill",
        "closes the text",
        "both ministries say",
    ]
    told = {place: [s for s in secrets if s in words_of(page)] for place, page in pages.items()}
    shown = {place: found for place, found in told.items() if found}
    # The context of a passage is its own paragraph: that of the withdrawn claim.
    assert {place: found for place, found in shown.items() if found != ["closes the text"]} == {}
    assert all(place.startswith("/claims/claim-number") for place in shown)


@pytest.mark.parametrize("word", [*LEFT_OUT, "harbour", "dawn"])
def test_a_search_for_words_that_are_left_out_finds_what_a_search_for_nothing_like_it_does(
    article, anonymous, word
):
    found, nothing = (anonymous.get("/claims/", {"q": q}) for q in (word, "xylophone"))
    assert words_of(found).replace(word, "") == words_of(nothing).replace("xylophone", "")
    assert found.context["total"] == 0


def test_a_passage_over_two_paragraphs_shows_both_and_no_more(db, anonymous):
    text = "One quagga.\n\nThe road is open.\n\nLorries pass.\n\nOne okapi.\n"
    article = make.article(text, readers_see="passages")
    make.link(make.claim(), make.words(article, "is open.\n\nLorries"))
    answer = anonymous.get(article.get_absolute_url())
    page = words_of(answer)
    assert ("The road is open." in page, "Lorries pass." in page) == (True, True)
    assert "okapi" not in answer.text
    assert answer.text.count("quagga") == answer.text.count("One quagga.") == 2  # title, heading


def test_an_article_without_evidence_shows_no_words(db, anonymous):
    article = make.article(TEXT, readers_see="")
    answer = anonymous.get(article.get_absolute_url())
    assert "belong to whoever published them" in words_of(answer)
    assert [word for word in LEFT_OUT if word in answer.text] == []
    assert answer.text.count("Words are left out here.") == 1


@pytest.mark.parametrize("opens", ["the outlet", "the article"])
def test_the_rule_opens_the_text_and_closes_it_again(article, anonymous, opens):
    page = article.get_absolute_url()
    for rule, is_open in (("full", True), ("passages", False)):
        if opens == "the outlet":
            outlets.edit_outlet(outlet=article.outlet, readers_see=rule, by=None, reason="so")
        else:
            details.edit_details(article=article, readers_see=rule, by=None, reason="so")
        answer = anonymous.get(page)
        assert [word in answer.text for word in LEFT_OUT] == [is_open] * len(LEFT_OUT)
        assert ("Only the paragraphs" in answer.text) == (not is_open)


def test_the_demo_shows_the_full_text_of_all_seeds(settings, tmp_path, db, anonymous):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    call_command("prepare_demo", stdout=StringIO())
    assert Article.objects.open_to(AnonymousUser()).count() == 5
    for article in Article.objects.all():
        last = article.revisions.get().paragraphs.last()
        words = article.revisions.get().text[last.start : last.end]
        assert " ".join(words.split()) in words_of(anonymous.get(article.get_absolute_url()))


def test_what_changed_from_text_to_text_is_not_shown_to_readers(article):
    make.revision(article, TEXT.replace("Quaggas", "Zebras").replace("Lorries", "Trucks"))
    place = f"/articles/{article.pk}/revisions/1/2/"
    seen = words_of(client_of("anonymous").get(place))
    assert "The two texts are not shown side by side" in seen
    assert [w for w in (*LEFT_OUT, "Zebras", "Trucks", "Lorries") if w in seen] == []
    assert "Zebras" in words_of(client_of("editor").get(place))
    older, newest = (f"/articles/{article.pk}/{n}" for n in ("revisions/1/", ""))
    for shown in (older, newest):
        text = words_of(client_of("anonymous").get(shown))
        assert [w for w in (*LEFT_OUT, "Zebras") if w in text] == [], shown


def test_a_text_of_lines_is_not_one_paragraph_that_shows_all_of_it(db):
    lines = [f"Line {n} says a thing of its own, as lines of reports do." for n in range(60)]
    article = make.article("\n".join(lines) + "\n", readers_see="passages")
    make.link(make.claim(), make.words(article, "Line 30 says a thing"))
    seen = words_of(client_of("anonymous").get(article.get_absolute_url()))
    assert "Line 30 says a thing of its own" in seen
    assert [n for n in range(60) if f"Line {n} says" in seen and n not in (0, 1, 30)] == []
