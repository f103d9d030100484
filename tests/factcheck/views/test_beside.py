"""Two articles side by side at the desk: what they share, and words of either linked there."""

import re
from html import unescape

import pytest
from django.urls import reverse

from factcheck.models import Evidence, Stance
from factcheck.services import placements
from tests import make
from tests.factcheck.views.markup import sent_by

pytestmark = pytest.mark.django_db
SAID = "The convoy of nine trucks passed the checkpoint before dawn."
LEFT = f"Left news\n\nNobody saw it.\n\n{SAID} But they also rested.\n"
RIGHT = f"Right news\n\n{SAID} And they rested.\n\nIt was late by then.\n"


@pytest.fixture
def two():
    return make.article(LEFT, outlet=make.outlet("Trend")), make.article(RIGHT)


def address(two):
    return reverse("desk:beside", args=[article.pk for article in two])


def beside(two, **fields):
    return {"beside": "-".join(str(article.pk) for article in two), **fields}


def span(article, exact):
    start = article.revisions.last().text.index(exact)
    return {"start": start, "end": start + len(exact)}


def words_of(page, letter):
    """What stands in the paragraphs of one column, by the place where each begins."""
    found = re.findall(
        rf'data-of="text-{letter}"\s+data-start="(\d+)"[^>]*>(.*?)</p>', page.text, re.DOTALL
    )
    return {int(start): unescape(re.sub("<[^>]*>", "", words)) for start, words in found}


def link(client, two, article, exact, claim, **options):
    sent = span(article, exact) | {"exact": exact, "stance": "supports", "directness": "narration"}
    sent |= beside(two, claim=claim.slug, of=article.pk)
    return client.post(reverse("desk:link", args=[article.pk]), sent, **options)


def test_both_texts_are_there_to_the_letter_and_in_their_order(as_editor, two):
    page = as_editor.get(address(two))
    for article, letter in zip(two, "AB", strict=True):
        text = article.revisions.get().text
        shown = words_of(page, letter)
        assert list(shown) == sorted(shown)
        assert all(text.startswith(words, start) for start, words in shown.items())
        assert list(shown.values()) == text.strip().split("\n\n")


def test_what_they_share_stands_abreast_with_the_words_that_differ_marked(as_editor, two):
    page = as_editor.get(address(two))
    [row] = [row for row in page.context["rows"] if row["pair"]]
    left, right = row["left"][0]["words"], row["right"][0]["words"]
    assert re.findall(r'<b class="differs">(.*?)</b>', left) == ["But", " also"]
    assert re.findall(r'<b class="differs">(.*?)</b>', right) == ["And"]
    assert "1 of 3 paragraphs of A stands in B (0 word for word)" in " ".join(page.text.split())
    assert "Paragraph 3 of A beside paragraph 2 of B: a copy with changes" in page.text


def test_the_seeds_share_what_they_are_known_to_share(as_editor, seed_articles):
    two = [make.seed(prefix) for prefix in ("001", "003")]
    page = as_editor.get(address(two))
    text = " ".join(page.text.split())
    assert "3 of 12 paragraphs of A stand in B (2 word for word); 1 more shares some words." in text
    crossing = as_editor.get(address([make.seed("000"), make.seed("004")])).text
    assert 'word for word: stands as <a href="#B-5">B ¶5</a>' in crossing
    assert 'word for word: stands as <a href="#A-6">A ¶6</a>' in crossing


def test_marks_and_notes_of_both_are_shown_beside_the_differences(as_editor, two):
    claim = make.claim("The convoy passed.")
    for article, stance in zip(two, (Stance.SUPPORTS, Stance.CONTRADICTS), strict=True):
        make.link(claim, make.words(article, "they"))
        make.link(claim, make.words(article, SAID), stance)
    page = as_editor.get(address(two))
    assert page.text.count('<article class="note ') == 4
    for article, letter in zip(two, "AB", strict=True):
        text = article.revisions.get().text
        assert all(text.startswith(w, at) for at, w in words_of(page, letter).items())


def test_words_of_either_are_linked_and_one_stays_there(as_editor, two):
    claim = make.claim("The convoy passed.")
    for article in two:
        answer = link(as_editor, two, article, SAID, claim, follow=True)
        assert answer.redirect_chain[-1][0] == address(two)
        assert "Linked: supports" in answer.text
    assert set(Evidence.objects.values_list("passage__revision__article", flat=True)) == {
        article.pk for article in two
    }


def test_a_fragment_shows_the_new_mark_beside_the_other_article(as_editor, two):
    answer = link(as_editor, two, two[1], SAID, make.claim(), headers={"HX-Request": "true"})
    assert 'class="desk beside"' in answer.text
    assert answer.text.count("<mark") == 1
    undo = answer.context["undo_url"]
    sent = sent_by(answer, undo)
    assert sent["beside"] == beside(two)["beside"]
    answer = as_editor.post(undo, sent, headers={"HX-Request": "true"})
    assert 'class="desk beside"' in answer.text
    assert "<mark" not in answer.text
    restored = as_editor.post(answer.context["undo_url"], sent, headers={"HX-Request": "true"})
    assert restored.text.count("<mark") == 1


def test_without_scripts_words_are_chosen_by_their_place_or_by_pasting_them(as_editor, two):
    answer = as_editor.get(address(two), span(two[1], SAID) | {"of": two[1].pk})
    sent = sent_by(answer, "link-form")
    assert sent == sent | beside(two, of=str(two[1].pk), exact=SAID)
    found = as_editor.get(address(two), {"words": "nine trucks", "of": two[1].pk})
    assert found.context["exact"] == "nine trucks"
    assert found.context["article"] == two[1]
    assert as_editor.get(address(two), {"words": "Nobody"}).context["article"] == two[0]
    several = as_editor.get(address(two), {"words": "they", "of": two[0].pk, "beside": "x"})
    near = as_editor.get(address(two), {"words": "ed", "of": two[0].pk})
    assert several.context["exact"] == "they"
    links = re.findall(r'href="([^"]*start=[^"]*)"', near.text.partition('class="places"')[2])
    opened = as_editor.get(unescape(links[0]))
    assert opened.context["exact"] == "ed"
    assert opened.context["beside"].left.article == two[0]


def test_the_panel_of_either_article_knows_where_it_stands(as_editor, two):
    panel = reverse("desk:panel", args=[two[1].pk])
    answer = as_editor.get(panel, beside(two, **span(two[1], SAID)))
    assert sent_by(answer, "link-form")["of"] == str(two[1].pk)
    empty = as_editor.get(panel, beside(two, of=two[0].pk))
    assert f'<option value="{two[0].pk}" selected>' in " ".join(empty.text.split())


def test_what_is_refused_keeps_both_articles_and_what_was_typed(as_editor, two):
    sent = span(two[0], SAID) | {"exact": SAID, "note": "look", **beside(two)}
    answer = as_editor.post(reverse("desk:link", args=[two[0].pk]), sent)
    assert answer.status_code == 422
    assert "Side by side" in answer.text
    assert sent_by(answer, "link-form")["note"] == "look"
    panel = as_editor.post(
        reverse("desk:link", args=[two[0].pk]), sent, headers={"HX-Request": "true"}
    )
    assert sent_by(panel, "link-form")["beside"] == beside(two)["beside"]


@pytest.mark.parametrize(
    "named", ["", "1", "x-y", "1-2-3", "{0}-{0}", "{1}-{1}", "9" * 19 + "-{0}"]
)
def test_a_place_that_is_none_leads_to_the_desk_of_the_article(as_editor, two, named):
    article = two[0]
    sent = {"beside": named.format(article.pk, two[1].pk), "stance": "mentions"}
    row = make.link(make.claim(), make.words(article, SAID))
    address = reverse("desk:change-stance", args=[row.pk])
    answer = as_editor.post(address, sent)
    assert answer["Location"] == reverse("desk:article", args=[article.pk])


def test_marks_of_an_older_text_stand_where_its_words_stand_now(as_editor, two):
    make.link(make.claim(), make.words(two[0], SAID))
    make.revision(two[0], LEFT.replace("Nobody saw it", "Somebody saw it"))
    placements.place_waiting(by=None)
    page = as_editor.get(address(two))
    assert "Somebody saw it." in words_of(page, "A").values()
    assert page.text.count("<mark") == 1


def test_articles_that_share_paragraphs_are_offered_first(as_editor, seed_articles):
    article = make.seed("001")
    page = as_editor.get(reverse("desk:beside-which", args=[article.pk]))
    assert page.context["sharing"][0] == make.seed("003")
    assert "shares 3 paragraphs, 2 word for word" in page.text
    offered = page.context["sharing"] + list(page.context["page"])
    assert sorted(row.source_name[:3] for row in offered) == ["000", "002", "003", "004"]


def test_any_other_article_is_found_by_its_words_or_its_outlet(as_editor, two):
    other = make.article("Weather\n\nRain fell on the valleys.\n", outlet=make.outlet("Azernews"))
    page = reverse("desk:beside-which", args=[two[0].pk])
    for words in ("valley", "Azernews rain", "the WEATHER"):
        assert list(as_editor.get(page, {"q": words}).context["page"]) == [other]
    assert "Leave some out" in as_editor.get(page, {"q": "snow"}).text


def test_a_text_that_is_too_long_is_not_compared_with_twenty_others(as_editor, two):
    long = make.article(f"News\n\n{SAID}\n\n{'Words. ' * 15_000}\n")
    page = as_editor.get(reverse("desk:beside-which", args=[two[0].pk]))
    assert page.context["sharing"] == [two[1]]
    assert list(page.context["page"]) == [long]
    page = as_editor.get(reverse("desk:beside-which", args=[long.pk]))
    assert page.context["sharing"] == []


def test_the_page_is_reached_from_the_desk_the_reprints_and_the_copies(as_editor, anonymous, two):
    reprint = make.article(LEFT.replace("\n", "\r\n"))
    claim = make.claim("The convoy of nine trucks rested.")
    which = reverse("desk:beside-which", args=[two[0].pk])
    assert which in as_editor.get(reverse("desk:article", args=[two[0].pk])).text
    page = two[0].get_absolute_url()
    assert address([two[0], reprint]) in as_editor.get(page).text
    assert "/beside/" not in anonymous.get(page).text
    proposed = as_editor.get(reverse("desk:claim", args=[claim.slug])).text
    assert re.search(rf"{address([two[0], reprint])}#A-3|/beside/{two[0].pk}/#A-\d", proposed)


def test_an_article_opened_for_a_claim_leads_back_to_its_passages(as_editor, two):
    claim = make.claim("The convoy passed.")
    desk = reverse("desk:article", args=[two[0].pk])
    back = reverse("desk:claim", args=[claim.slug])
    assert back in as_editor.get(desk, span(two[0], SAID) | {"claim": claim.slug}).text
    assert back not in as_editor.get(desk, span(two[0], SAID)).text
