"""Claims as they stood on a day, by the day of saying or of printing."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from articles.models import Article
from factcheck import queries
from factcheck.filters import ClaimFilter
from factcheck.models import Claim, Evidence, Topic
from factcheck.queries.timeline import topic_times
from factcheck.rules.as_of import AsOf, Clock
from factcheck.rules.evidence_state import EvidenceState
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
NEW_YEAR = date(2022, 12, 31)


def stood(key, day=NEW_YEAR, clock=Clock.SAYING):
    page = queries.claim_page(Claim.objects.get(key=key), READER, AsOf(day, clock))
    counts = [len(side["evidence"]) for side in page["sides"]]
    return counts, page["evidence_state"]


def test_the_blockade_had_one_supporting_statement_by_saying_and_none_by_printing(seeds):
    assert stood("c02") == ([1, 1, 1], "contested")
    assert stood("c02", clock=Clock.PRINTING) == ([0, 1, 1], "contradicted")
    assert stood("c02", date(2022, 12, 13)) == ([0, 0, 0], "none")
    assert stood("c02", date(2023, 1, 11)) == ([2, 1, 1], "contested")


def test_the_last_day_is_how_it_stands_now(seeds):
    for claim in queries.claims_for(READER):
        for clock in Clock:
            _, state = stood(claim.key, date(2023, 2, 1), clock)
            assert state == claim.evidence_state


@pytest.mark.parametrize(
    ("precision", "known_from"),
    [("day", date(2022, 5, 1)), ("month", date(2022, 5, 31)), ("year", date(2022, 12, 31))],
)
def test_a_month_or_a_year_counts_when_it_is_over(precision, known_from):
    passage, claim = make.passage("It is open."), make.claim()
    first = date(2022, 1, 1) if precision == "year" else date(2022, 5, 1)
    Article.objects.update(
        published_on=first, published_precision=precision, published_basis="editor"
    )
    make.link(claim, passage)
    for clock in Clock:
        eve = date.fromordinal(known_from.toordinal() - 1)
        assert stood(claim.key, eve, clock)[0] == [0, 0, 0]
        assert stood(claim.key, known_from, clock)[0] == [1, 0, 0]


def test_what_has_no_day_is_never_known():
    claim = make.claim()
    make.link(claim, make.passage("It is open."))
    assert stood(claim.key, date(2100, 1, 1))[0] == [0, 0, 0]


def test_a_day_of_saying_counts_without_one_of_printing():
    claim = make.claim()
    make.link(claim, make.passage("It is open."), asserted_on=date(2022, 12, 1))
    assert stood(claim.key)[0] == [1, 0, 0]
    assert stood(claim.key, clock=Clock.PRINTING)[0] == [0, 0, 0]


def test_lists_show_narrow_and_order_by_what_stood_then(seeds):
    def listed(params, day=NEW_YEAR, clock=Clock.PRINTING):
        claims = ClaimFilter(params, queryset=queries.claims_for(READER), as_of=AsOf(day, clock))
        return claims, [claim.key for claim in claims.then()]

    claims, keys = listed({})
    assert len(keys) == 24
    states = [claim.evidence_state for claim in claims.then()]
    assert claims.counts()["evidence"] == {state: states.count(state) for state in set(states)}
    assert "c02" in listed({"evidence": ["contradicted"]})[1]
    assert "c02" not in listed({"evidence": ["contested"]})[1]
    assert listed({"actor": ["maria-zakharova"]})[1] == []  # she is printed from January on
    weaker = [claim.weaker_side for claim in claims.then()]
    assert weaker == sorted(weaker, reverse=True)
    [road] = [claim for claim in claims.then() if claim.key == "c02"]
    [told] = queries.with_voices([road], AsOf(NEW_YEAR, Clock.PRINTING))
    assert told.voices["contradicts"] == ["Government of Azerbaijan"]


def test_choices_count_what_they_would_give_by_the_state_of_that_day(seeds):
    def asked(address):
        then = AsOf(NEW_YEAR, Clock.PRINTING)
        return ClaimFilter(QueryDict(address), queryset=queries.claims_for(READER), as_of=then)

    offered = dict.fromkeys(("topic", "actor", "stance"), 0)
    for state in EvidenceState:
        address = f"evidence={state.value}"
        counts = asked(address).counts()
        for name in offered:
            for choice, count in counts[name].items():
                assert len(asked(f"{address}&{name}={choice}").then()) == count
                offered[name] += count
    assert offered["topic"] == len(asked("").then())
    assert offered["actor"]
    assert offered["stance"]


def test_asking_for_a_day_costs_as_many_queries_for_many(seeds, django_assert_max_num_queries):
    claims = ClaimFilter({}, queryset=queries.claims_for(READER), as_of=AsOf(NEW_YEAR))
    with django_assert_max_num_queries(8):
        assert len(claims.then()) == 24
    assert Evidence.objects.live().count() > 50


def get(client, address):
    return client.get(address).content.decode()


def test_the_page_says_that_it_shows_an_earlier_day(client, seeds):
    address = Claim.objects.get(key="c02").get_absolute_url()
    then = get(client, f"{address}?as_of=2022-12-31&by=printing")
    assert "As it stood on 31 December 2022" in then
    assert "No passage that supports it was found." in then
    wrong = get(client, f"{address}?as_of=2022-13-31")
    assert "“2022-13-31” is no day. Write it as in 2022-12-31." in wrong
    assert 'value="2022-13-31"' in wrong
    listed = get(client, "/claims/?as_of=2022-12-31&by=printing&topic=talks")
    assert "As it stood on 31 December 2022" in listed
    assert 'name="topic" value="talks"' in listed


def test_the_json_of_a_claim_is_that_of_the_day(client, seeds):
    address = Claim.objects.get(key="c02").get_absolute_url().rstrip("/") + ".json"
    told = client.get(f"{address}?as_of=2022-12-31&by=printing").json()
    assert told["as_of"] == {"day": "2022-12-31", "by": "printing"}
    assert told["tally"]["supports"] == {"evidence": 0, "articles": 0, "origins": 0}
    assert client.get(address).json()["tally"]["supports"]["evidence"] == 2
    refused = client.get(f"{address}?as_of=soon")
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": "“soon” is no day. Write it as in 2022-12-31."},
    )


def test_a_topic_shows_its_claims_on_one_line_of_time(client, seeds):
    topic = Topic.objects.get(slug="road-status")
    times = topic_times(topic, READER)
    road = times["lines"][0]
    assert road["claim"].key == "c02"  # Armenia's application
    assert (road["first_said"], road["first_printed"]) == (date(2022, 12, 14), date(2022, 12, 24))
    assert sum(bar.count for bar in road["said"]) == 6
    page = get(client, "/topics/road-status/timeline/")
    assert '<time datetime="2022-12-14">14 Dec 2022</time>' in page
    then = topic_times(topic, READER, AsOf(date(2022, 12, 20)))
    assert [line["claim"].key for line in then["lines"]] == ["c02"]
    assert len(then["undated"]) == 4
    assert topic_times(topic, READER, AsOf(date(2022, 12, 1))) is None
    assert "was there by that day" in get(client, "/topics/road-status/timeline/?as_of=2022-12-01")


def test_answers_and_matrices_are_those_of_the_day(client, seeds):
    question = "/topics/monitoring-failure/questions/why-did-the-monitoring-fail/"
    then = get(client, f"{question}?as_of=2022-12-31&by=printing")
    assert "an article by Nargiz Mammadli" in then
    assert "Trend" not in then
    assert "Trend" in get(client, question)
    table = "/topics/monitoring-failure/outlets.csv"
    assert "Trend" not in get(client, f"{table}?as_of=2022-12-31&by=printing")
    assert "Trend" in get(client, table)
    refused = client.get(f"{table}?as_of=soon")
    assert (refused.status_code, refused.content.decode()) == (
        400,
        "“soon” is no day. Write it as in 2022-12-31.",
    )


def test_the_line_of_time_of_a_claim_counts_what_has_no_day(seeds):
    claim = Claim.objects.get(key="c02")
    make.link(claim, make.passage("It is blocked, they say."))
    timeline = queries.claim_page(claim, READER)["timeline"]
    assert timeline["undated"] == 1
    said, printed = timeline["clocks"]
    assert sum(bar.count for bar in said["bars"]) == sum(bar.count for bar in printed["bars"]) == 6
    assert timeline["rows"][0].asserted_on == date(2022, 12, 14)
    assert queries.claim_page(make.claim(), READER)["timeline"] is None
