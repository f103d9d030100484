import datetime as dt
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.html import strip_tags

from articles.text.dates import Moment
from factcheck.models import Stance
from factcheck.rules.evidence_state import EvidenceState
from factcheck.templatetags import house

DAY = dt.date(2023, 1, 2)
NOON = dt.time(12, 20)


def drawn(source, **context):
    return Template("{% load house %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "no date"),
        (Moment(DAY, "year"), "2023"),
        (Moment(DAY, "month"), "January 2023"),
        (Moment(DAY), "2 January 2023"),
        (Moment(DAY, time=NOON), "2 January 2023, 12:20"),
        (Moment(DAY, time=NOON, offset=240), "2 January 2023, 12:20 (UTC+04:00)"),
        (Moment(DAY, time=NOON, offset=-210), "2 January 2023, 12:20 (UTC-03:30)"),
        (Moment(DAY, time=NOON, offset=0), "2 January 2023, 12:20 (UTC)"),
    ],
)
def test_a_moment_is_written_no_more_exactly_than_it_is_known(moment, words):
    assert house.moment(moment) == words


@pytest.mark.parametrize("stance", Stance)
def test_a_stance_is_its_word_with_a_class_for_shape_and_colour(stance):
    assert house.stance(stance) == f'<span class="stance {stance}">{stance.label}</span>'


def test_a_stance_can_be_said_in_other_words_which_are_escaped():
    assert (
        house.stance("supports", "for & by") == '<span class="stance supports">for &amp; by</span>'
    )


def test_every_evidence_state_has_a_meaning():
    assert all(house.meaning(str(state)).endswith(".") for state in EvidenceState)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, ""),
        (1, "A"),
        (2, "A and B"),
        (4, "A, B, C and D"),
        (5, "A, B, C, D and E"),
        (6, "A, B, C, D and 2 more"),
    ],
)
def test_names_are_listed_as_in_a_sentence(count, sentence):
    html = str(house.names("ABCDEF"[:count]))
    assert html.replace("<bdi>", "").replace("</bdi>", "") == sentence
    assert html.count("<bdi>") == min(count, 5 if count == 5 else 4)


def test_names_are_escaped():
    assert house.names(["<b>"]) == "<bdi>&lt;b&gt;</bdi>"


def test_no_names_are_no_words():
    assert house.names(None) == ""


def test_evidence_is_gathered_by_its_passage_in_the_order_of_the_text():
    rows = [
        SimpleNamespace(passage_id=pk, passage=pk, stance=stance)
        for pk, stance in [(7, "supports"), (3, "mentions"), (7, "contradicts"), (3, "mentions")]
    ]
    first, second = house.by_passage(rows)
    assert (first["passage"], first["rows"], first["mark"]) == (7, [rows[0], rows[2]], "several")
    assert (second["passage"], second["rows"], second["mark"]) == (3, rows[1::2], "mentions")


def test_a_balance_shows_one_piece_for_each_article_and_tells_copies_from_origins():
    html = drawn("{% balance_bar 4 2 2 1 %}")
    words = " ".join(strip_tags(html).split())
    assert words == "4 articles for 2 origins 2 articles against 1 origin"
    assert html.count("<rect") == 4 + 4  # those against are double lines
    assert html.count('class="copy"') == 2 + 2


def test_a_balance_with_nothing_on_a_side_says_so():
    html = drawn("{% balance_bar 1 1 0 0 %}")
    assert "1 article for" in html
    assert "nothing against" in html
    assert html.count("<rect") == 1


def test_many_articles_share_the_length_of_a_side():
    supporting, contradicting = house.balance_bar(90, 90, 30, 30).values()
    assert [supporting["length"], contradicting["length"]] == [house.LONGEST, house.LONGEST // 3]
    assert len(supporting["pieces"]) == len(contradicting["pieces"]) == 1


def test_many_copies_of_few_origins_share_the_length_too():
    side = house.balance_bar(90, 1, 0, 0)["supporting"]
    assert side["pieces"] == [(0, 1)]
    assert side["copies"] == [(1, house.LONGEST - 1)]


def test_one_article_against_very_many_is_still_seen():
    assert house.balance_bar(1, 1, 5000, 5000)["supporting"]["length"] == 1


@pytest.mark.parametrize(
    ("url_name", "mark"), [("list", ' aria-current="page"'), ("detail", ' aria-current="true"')]
)
def test_the_part_of_the_site_that_a_page_belongs_to_is_marked(rf, url_name, mark):
    request = rf.get("/")
    request.resolver_match = ResolverMatch(
        lambda: None, (), {}, url_name=url_name, namespaces=["claims"]
    )
    assert drawn('{% here "claims" %}', request=request) == mark
    assert drawn('{% here "actors" %}', request=request) == ""


def test_pages_without_a_request_mark_nothing():
    assert drawn('{% here "claims" %}') == ""


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        ({"seconds": 20}, "less than a minute"),
        ({"minutes": 61}, "1\xa0hour"),
        ({"days": 3, "hours": 5}, "3\xa0days"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(ago, words):
    assert house.age(timezone.now() - dt.timedelta(**ago)) == words
