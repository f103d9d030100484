"""Rows in an outward form: marked-up text, filters as links, reports."""

import html
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Paragraph, Passage, Revision
from articles.services.ingest import ingest, try_ingest
from articles.text.segments import paragraphs
from factcheck import presenters, queries
from factcheck.filters import ClaimFilter
from factcheck.models import Evidence, Stance
from factcheck.services import sources
from tests import make
from tests.hard_texts import texts

TEXT = "The road is open.\n\nThe road is closed.\n"


def rows_of(text, *spans, sought=None):
    """The marked-up paragraphs of a text with evidence at these (start, end, stance); unsaved."""
    revision = Revision(pk=1, text=text)
    evidence = [
        Evidence(
            pk=n,
            stance=stance,
            passage=Passage(pk=n, revision=revision, start=a, end=b, exact=text[a:b]),
        )
        for n, (a, b, stance) in enumerate(spans, start=1)
    ]
    found = [
        Paragraph(position=n, start=a, end=b, kind="body")
        for n, (a, b) in enumerate(paragraphs(text), start=1)
    ]
    return presenters.marked_up(text, found, evidence, sought)


def words_of(row):
    """What a reader of the page gets: the text without its tags."""
    return html.unescape(re.sub("<[^>]*>", "", row["words"]))


def test_a_passage_is_marked_with_its_stance_and_can_be_gone_to():
    [first, second] = rows_of(TEXT, (4, 8, "supports"))
    assert first["words"] == (
        'The <a id="passage-1"></a><mark class="supports" data-passages="1">road</mark> is open.'
    )
    assert second["words"] == "The road is closed."
    assert (first["gap"], second["gap"]) == ("\n\n", "\n")
    assert [[note.pk for note in row["notes"]] for row in (first, second)] == [[1], []]


def test_excerpts_are_the_linked_paragraphs_with_one_cut_for_all_between():
    text = "\n\n".join("abcdefg")
    rows = rows_of(text, (6, 7, "supports"), (9, 13, "mentions"))
    shown = presenters.excerpts(rows)
    assert ["…" if "is_cut" in row else words_of(row) for row in shown] == list("…cde…")
    assert presenters.excerpts(rows_of("a\n\nb", (0, 1, "supports")))[1:] == [{"is_cut": True}]
    assert presenters.excerpts(rows_of("a\n\nb")) == [{"is_cut": True}]
    assert presenters.excerpts([]) == []


def test_an_invisible_character_is_named_and_stays_where_it_is():
    text = "Is \u202egnol\u202c <i>?\n"
    named = presenters.naming_invisible(text)
    assert named == (
        'Is <span class="unseen" data-code="U+202E">\u202e</span>gnol'
        '<span class="unseen" data-code="U+202C">\u202c</span> &lt;i&gt;?\n'
    )
    assert html.unescape(re.sub("<[^>]*>", "", named)) == text


def test_a_text_of_nothing_else_makes_no_endless_page():
    text = "\u200b" * 50_000
    named = presenters.naming_invisible(text)
    assert named.count("<span") == presenters.MOST_NAMED
    assert re.sub("<[^>]*>", "", named) == text


def test_where_passages_overlap_both_are_named():
    [first, _] = rows_of(TEXT, (0, 8, "supports"), (4, 16, "contradicts"))
    marks = re.findall(r'<mark class="(\w+)" data-passages="([\d ]+)">([^<]*)', first["words"])
    assert marks == [
        ("supports", "1", "The "),
        ("several", "1 2", "road"),
        ("contradicts", "2", " is open"),
    ]


def test_a_passage_across_paragraphs_is_marked_in_both_and_anchored_and_noted_once():
    [first, second] = rows_of(TEXT, (12, 27, "mentions"), sought=1)
    assert 'class="mentions sought"' in first["words"]
    assert 'class="mentions sought"' in second["words"]
    assert (first["words"] + second["words"]).count('id="passage-1"') == 1
    assert (len(first["notes"]), len(second["notes"])) == (1, 0)


def test_a_passage_that_begins_before_the_first_paragraph_is_noted_too():
    [first] = rows_of(" \n Words.\n", (0, 5, "supports"))
    assert len(first["notes"]) == 1
    assert "<mark" in first["words"]


def test_two_stances_in_the_same_words_are_one_mark():
    revision = Revision(pk=1, text=TEXT)
    passage = Passage(pk=7, revision=revision, start=0, end=3, exact="The")
    evidence = [Evidence(pk=n, stance=s, passage=passage) for n, s in enumerate(Stance, 1)]
    [row] = presenters.marked_up(TEXT, [Paragraph(start=0, end=17)], evidence)
    assert row["words"].count("<mark") == 1
    assert 'class="several"' in row["words"]


def test_a_text_is_never_taken_for_html():
    text = '<script>alert("x")</script> & <b>bold</b>\n'
    [row] = rows_of(text, (3, 20, "supports"))
    assert "<script" not in row["words"]
    assert words_of(row) == text.strip()


@settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts(), st.data())
def test_the_words_on_the_page_are_the_words_of_the_text(text, data):
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(span.filter(lambda s: s[0] < s[1]), max_size=6))
    rows = rows_of(text, *((a, b, data.draw(st.sampled_from(Stance.values))) for a, b in spans))
    for row in rows:
        assert words_of(row) == text[row["paragraph"].start : row["paragraph"].end]
    assert "".join(words_of(row) + row["gap"] for row in rows) == text[rows[0]["paragraph"].start :]
    assert sum(len(row["notes"]) for row in rows) == len(spans)
    for number, (a, b) in enumerate(spans, start=1):
        marked = "".join(
            html.unescape(words)
            for row in rows
            for keys, words in re.findall(r'data-passages="([\d ]+)">([^<]*)', row["words"])
            if str(number) in keys.split()
        )
        in_paragraphs = "".join(text[max(a, s) : min(b, e)] for s, e in paragraphs(text))
        assert marked == in_paragraphs


@pytest.fixture
def asked(db):
    """Facets and chips of an address, over two claims."""
    ann = make.actor("Ann")
    make.link(
        make.claim("The road is open.", topic=make.topic("Roads")),
        make.passage("Y."),
        "supports",
        ann,
    )
    make.link(
        make.claim("Gold was mined.", topic=make.topic("Mines")), make.passage("N."), "contradicts"
    )

    def ask(address):
        params = QueryDict(address)
        found = ClaimFilter(params, queryset=queries.claims_for(AnonymousUser()))
        facets = {facet["name"]: facet for facet in presenters.facets(found, params, {"state"})}
        return facets, presenters.chips(found, params)

    return ask


def test_a_choice_is_a_link_that_takes_it(asked):
    facets, chips = asked("q=&page=3&order=words")
    assert "state" not in facets
    assert chips == []
    choices = {choice.label: choice for choice in facets["topic"]["choices"]}
    assert set(choices) == {"Roads", "Mines"}
    roads = choices["Roads"]
    assert (roads.count, roads.taken, roads.url) == (1, False, "?order=words&topic=roads")


def test_a_choice_that_is_taken_is_a_link_that_leaves_it(asked):
    facets, chips = asked("topic=roads&stance=supports")
    taken = [c for facet in facets.values() for c in facet["choices"] if c.taken]
    assert {(c.name, c.url) for c in taken} == {
        ("topic", "?stance=supports"),
        ("stance", "?topic=roads"),
    }
    assert [(chip["label"], chip["url"]) for chip in chips] == [
        ("Topic: Roads", "?stance=supports"),
        ("Stance: supports", "?topic=roads"),
    ]


def test_choices_that_give_nothing_are_left_out_unless_taken(asked):
    facets, _ = asked("topic=roads&stance=contradicts")
    assert [(c.value, c.count) for c in facets["stance"]["choices"]] == [
        ("supports", 1),
        ("contradicts", 0),
    ]
    assert [(c.value, c.count) for c in facets["topic"]["choices"]] == [("mines", 1), ("roads", 0)]


def test_words_and_days_have_chips_too(asked):
    _, chips = asked("q=road+&+open&since=2022-12-12")
    assert [(chip["label"], chip["url"]) for chip in chips] == [
        ("Words in the claim: road ", "?since=2022-12-12"),
        ("Printed from: 2022-12-12", "?q=road+"),
    ]


def test_an_address_keeps_its_other_parameters():
    params = QueryDict("q=a%26b&topic=x&topic=y&page=2&empty=")
    assert presenters.with_params(params, page=3) == "?q=a%26b&topic=x&topic=y&page=3"
    assert presenters.with_params(params, page=None, q=None) == "?topic=x&topic=y"
    assert presenters.with_params(QueryDict("page=2"), page=None) == "?"
    assert presenters.kept_params(params, without={"page"}) == [
        ("q", "a&b"),
        ("topic", "x"),
        ("topic", "y"),
    ]


def test_the_paragraph_of_some_words_is_found():
    assert presenters.paragraph_at(TEXT, 0) == "The road is open."
    assert presenters.paragraph_at(TEXT, 25) == "The road is closed."
    assert presenters.paragraph_at(TEXT, 17) == presenters.paragraph_at(TEXT, 99) == ""


FIELDS = "path sha256 outcome encoding message warnings rejected_rows articles".split()
ARTICLE = (
    "article revision title outlet byline language published_on published_basis updated_on".split()
)
DATA = (
    b"Title: Road news\nOutlet: Trend\nBy Nargiz Mammadli December 24, 2022\n"
    b"Last update: April 20, 2024 13:04\nLanguage: en\n\nThe road is open, as people say there.\n"
)


@pytest.mark.django_db
@pytest.mark.parametrize("saved", [True, False])
def test_a_line_of_the_report_says_what_was_read(saved):
    done = ingest(name="a.txt", data=DATA) if saved else try_ingest(name="a.txt", data=DATA)
    row = presenters.import_row(done, saved=saved)
    assert list(row) == FIELDS
    assert list(row["articles"][0]) == ARTICLE
    assert (row["path"], row["outcome"], row["encoding"]) == ("a.txt", "created", "utf-8")
    assert row["articles"] == [
        {
            "article": done.revisions[0].article_id if saved else None,
            "revision": 1,
            "title": "Road news",
            "outlet": "Trend",
            "byline": "Nargiz Mammadli",
            "language": "en",
            "published_on": "2022-12-24",
            "published_basis": "header",
            "updated_on": "2024-04-20T13:04",
        }
    ]


@pytest.mark.django_db
def test_a_stored_item_gives_the_line_that_its_file_gave():
    run = sources.begin_run(by=None)
    item = sources.import_file(run=run, name="a.txt", data=DATA, by=None)
    assert presenters.import_row(item)["articles"][0]["title"] == "Road news"
    refused = sources.import_file(run=run, name="b.txt", data=b"", by=None)
    row = presenters.import_row(refused)
    assert (row["outcome"], row["articles"]) == ("rejected", [])
    assert list(presenters.refused_row("c.txt", "It is gone.")) == FIELDS
