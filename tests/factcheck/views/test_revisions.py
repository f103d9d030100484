"""Two texts of an article compared, and the texts that an article has."""

import json
import re

import pytest

from articles.models import Article
from articles.services.ingest import ingest
from tests import make

pytestmark = pytest.mark.django_db
PARAGRAPHS = [f"Paragraph {n} stands here, word for word." for n in range(1, 13)]


def article(*texts):
    first, *others = ["\n\n".join(paragraphs) for paragraphs in texts]
    made = make.article(first)
    for text in others:
        make.revision(made, text)
    return made


def test_words_removed_and_added_are_told_apart(client):
    made = article(["The road is open."], ["The road is now closed."])
    page = client.get(f"/articles/{made.pk}/revisions/1/2/").text
    assert "The road is <del>open</del><ins>now closed</ins>." in page
    assert "1 word removed" in page
    assert "2 words added" in page


def test_the_texts_are_compared_either_way_round(client):
    made = article(["The road is open."], ["The road is closed."])
    page = client.get(f"/articles/{made.pk}/revisions/2/1/").text
    assert "<del>closed</del><ins>open</ins>" in page


def test_a_text_and_itself_are_the_same(client):
    made = article(["The road is open."])
    assert "the same, word for word" in client.get(f"/articles/{made.pk}/revisions/1/1/").text


def test_paragraphs_far_from_a_change_are_folded(client):
    changed = [*PARAGRAPHS[:5], "Quite another one.", *PARAGRAPHS[6:]]
    made = article(PARAGRAPHS, changed)
    groups = client.get(f"/articles/{made.pk}/revisions/1/2/").context["groups"]
    assert [(g["is_folded"], len(g["paragraphs"])) for g in groups] == [
        (True, 4),
        (False, 3),
        (True, 5),
    ]


def test_a_paragraph_that_came_or_went_is_shown_as_one(client):
    made = article(PARAGRAPHS[:3], [PARAGRAPHS[0], PARAGRAPHS[2]])
    [group] = client.get(f"/articles/{made.pk}/revisions/1/2/").context["groups"]
    assert [str(p) for p in group["paragraphs"]] == [
        PARAGRAPHS[0],
        f"<del>{PARAGRAPHS[1]}</del><del>¶</del>",
        PARAGRAPHS[2],
    ]


def test_an_article_lists_its_texts_with_what_changed(client):
    made = article(["One."], ["Two."], ["Three."])
    page = client.get(made.get_absolute_url()).text
    assert "text 3 of 3" in page
    for older in (1, 2):
        assert f'href="/articles/{made.pk}/revisions/{older}/{older + 1}/"' in page
    once = make.article("Once only.\n")
    assert "text 1 of 1" not in client.get(once.get_absolute_url()).text


def test_a_reprint_and_its_original_name_each_other(client):
    row = {"text": "The road is open.\n", "title": "Road open", "published_on": "2023-01-02"}
    again = row | {"title": "Open road", "outlet": "Trend", "published_on": "2023-01-03"}
    for name, given in (("a.jsonl", row), ("b.jsonl", again)):
        ingest(name=name, data=json.dumps(given).encode())
    first, second = Article.objects.order_by("pk")
    third = make.article("The road is open.\r\n")
    said = [" ".join(words_of(client.get(a.get_absolute_url()))) for a in (first, second, third)]
    assert "The same words as Open road, Trend, 3 January 2023." in said[0]
    assert "The same words as Road open, outlet not named, 2 January 2023." in said[1]
    assert said[2].index("as Road open") < said[2].index("as Open road")


def words_of(answer):
    return re.sub("<[^>]*>", "", answer.text).replace(" ,", ",").split()


def test_invisible_characters_are_named_to_the_desk_alone(client, as_editor):
    made = article(["The road is open."], ["The ro\u200bad is open."])
    for page in ("1/2/", "2/"):
        address = f"/articles/{made.pk}/revisions/{page}"
        assert "U+200B" not in client.get(address).text
    assert "U+200B" in as_editor.get(f"/articles/{made.pk}/revisions/1/2/").text
    assert "U+200B" in as_editor.get(f"/desk/articles/{made.pk}/").text


@pytest.mark.parametrize("numbers", ["1/3", "0/1", f"1/{10**20}"])
def test_a_text_that_is_not_there_is_missing(client, numbers):
    made = article(["One."], ["Two."])
    assert client.get(f"/articles/{made.pk}/revisions/{numbers}/").status_code == 404
    assert client.get(f"/articles/{10**20}/revisions/1/2/").status_code == 404
