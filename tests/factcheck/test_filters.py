"""One FilterSet: each filter alone, together, and what each of its choices would give."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from factcheck import queries
from factcheck.filters import ClaimFilter
from factcheck.models import ActorKind, AttributionHop, Claim, Evidence, Stance, State
from factcheck.services import actors, evidence
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
CHOICES = ("evidence", "topic", "state", "actor", "outlet", "stance", "attribution")


def claim_filter(address="", user=READER):
    return ClaimFilter(QueryDict(address), queryset=queries.claims_for(user))


def found(address="", user=READER):
    """The keys of the claims that an address gives; none stands twice."""
    keys = [claim.key for claim in claim_filter(address, user).qs]
    assert len(keys) == len(set(keys))
    return set(keys)


@pytest.fixture
def road():
    """Claims of two topics, printed by two outlets, with speakers on either side.

    open: Ann supports it in Trend on 1 January, Bob contradicts it in Azernews on 1 February.
    mine: Ann contradicts it in Azernews on 1 February, Trend mentions it in its own words.
    bare: nothing yet.
    """
    trend = make.article("Cars pass.\n\nMines, too.\n", "trend.txt")
    azernews = make.article("No cars.\n\nNo mines.\n", "azernews.txt")
    for article, name, day in (
        (trend, "Trend", date(2023, 1, 1)),
        (azernews, "Azernews", date(2023, 2, 1)),
    ):
        article.outlet = make.outlet(name)
        article.published_on, article.published_precision = day, "day"
        article.published_basis = "header"
        article.save()
    ann, bob = make.actor("Ann"), make.actor("Bob")
    claims = {
        key: make.claim(f"The {key} holds.", key=key, topic=make.topic(topic))
        for key, topic in (("open", "Roads"), ("mine", "Mines"), ("bare", "Roads"))
    }
    make.link(claims["open"], make.words(trend, "Cars pass."), Stance.SUPPORTS, ann)
    make.link(claims["open"], make.words(azernews, "No cars."), Stance.CONTRADICTS, bob)
    make.link(claims["mine"], make.words(azernews, "No mines."), Stance.CONTRADICTS, ann)
    make.link(claims["mine"], make.words(trend, "Mines, too."), Stance.MENTIONS)
    return claims


ALL = {"open", "mine", "bare"}


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("", ALL),
        ("q=OPEN", {"open"}),
        ("q=holds", ALL),
        ("q=open+mine", set()),
        ("topic=roads", {"open", "bare"}),
        ("topic=roads&topic=mines", ALL),
        ("actor=ann", {"open", "mine"}),
        ("actor=bob", {"open"}),
        ("actor=ann&actor=bob", {"open", "mine"}),
        ("outlet=trend", {"open", "mine"}),
        ("outlet=azernews", {"open", "mine"}),
        ("stance=supports", {"open"}),
        ("stance=mentions", {"mine"}),
        ("stance=supports&stance=mentions", {"open", "mine"}),
        ("evidence=contested", {"open"}),
        ("evidence=contradicted", {"mine"}),
        ("evidence=corroborated", set()),
        ("evidence=none", {"bare"}),
        ("state=published", ALL),
        ("state=draft", set()),
        ("since=2023-01-02", {"open", "mine"}),
        ("since=2023-02-02", set()),
        ("since=2023-02-01", {"open", "mine"}),
        ("until=2023-01-01", {"open", "mine"}),
        ("until=2022-12-31", set()),
        ("topic=roads&actor=ann", {"open"}),
        ("q=holds&evidence=contested&topic=roads&stance=supports", {"open"}),
    ],
)
def test_a_filter_narrows(road, address, keys):
    assert found(address) == keys


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("actor=ann&stance=supports", {"open"}),
        ("actor=ann&stance=contradicts", {"mine"}),
        ("actor=bob&stance=supports", set()),
        ("actor=bob&outlet=trend", set()),
        ("outlet=trend&stance=contradicts", set()),
        ("outlet=trend&stance=mentions", {"mine"}),
        ("stance=supports&since=2023-01-15", set()),
        ("actor=ann&since=2023-01-15", {"mine"}),
        ("actor=ann&until=2023-01-15", {"open"}),
        (
            "actor=ann&outlet=azernews&stance=contradicts&since=2023-02-01&until=2023-02-01",
            {"mine"},
        ),
    ],
)
def test_what_is_asked_of_the_evidence_is_true_of_one_piece_of_it(road, address, keys):
    assert found(address) == keys


UNNAMED = "attribution=unnamed"


def chain(*names):
    """A chain of these actors; None is an unnamed source."""
    return [AttributionHop(actor=make.actor(name) if name else None) for name in names]


@pytest.mark.parametrize(
    ("names", "is_found"),
    [
        ([], False),
        (["Caliber.Az"], False),
        (["Caliber.Az", None], True),
        ([None], True),
        ([None, "Caliber.Az"], False),
        (["Caliber.Az", "Operational data"], True),
        (["Operational data", "Caliber.Az"], False),
    ],
)
def test_a_chain_ends_where_its_last_step_names_nobody(road, names, is_found):
    make.actor("Operational data", ActorKind.ANONYMOUS)
    row = make.link(road["bare"], make.passage("It is so."), hops=chain(*names))
    assert row.ends_unnamed == is_found
    assert found(UNNAMED) == ({"bare"} if is_found else set())


def test_words_of_an_anonymous_speaker_end_with_an_unnamed_source(road):
    speaker = make.actor("Operational data", ActorKind.ANONYMOUS)
    row = make.link(road["bare"], make.passage("It is so."), speaker=speaker)
    assert row.ends_unnamed
    assert found(UNNAMED) == {"bare"}
    assert found(f"{UNNAMED}&actor=ann") == set()
    assert found(f"{UNNAMED}&stance=supports") == {"bare"}
    assert claim_filter().counts()["attribution"] == {"unnamed": 1}
    assert claim_filter("stance=mentions").counts()["attribution"] == {}
    evidence.retire_evidence(evidence=row, editor=None)
    assert found(UNNAMED) == set()


def test_the_seeds_have_two_pieces_that_end_with_an_unnamed_source(seeds):
    rows = Evidence.objects.live().ending_unnamed()
    assert {row.claim.key for row in rows} == {"c31"}
    assert found(UNNAMED) == {"c31"}
    assert [row.ends_unnamed for row in rows] == [True, True]


def test_retired_evidence_counts_for_nothing(road):
    for row in road["open"].evidence.all():
        evidence.retire_evidence(evidence=row, editor=None)
    assert found("evidence=none") == {"open", "bare"}
    assert found("stance=supports") == set()
    assert "bob" not in claim_filter().counts()["actor"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "topic=road-status",
        "actor=maria-zakharova",
        "stance=contradicts&outlet=azernews",
        "q=road&since=2023-01-01&evidence=contested",
    ],
)
def test_the_number_beside_a_choice_is_what_the_choice_gives(seeds, address):
    """Shown for every choice of every filter, with the others kept."""
    counts = claim_filter(address).counts()
    assert set(counts) == set(CHOICES)
    kept = QueryDict(address)
    for name in CHOICES:
        for value in _values(name):
            params = kept.copy()
            params.setlist(name, [value])
            given = len(found(params.urlencode()))
            assert counts[name].get(value, 0) == given, (name, value)
        assert all(counts[name].values())


def _values(name):
    field = claim_filter().form.fields[name]
    if hasattr(field, "queryset"):
        return field.queryset.values_list("slug", flat=True)
    return [value for value, _ in field.choices]


def test_the_seeds_are_counted_right(seeds):
    counts = claim_filter().counts()
    assert counts["state"] == {"published": 24}
    assert sum(counts["topic"].values()) == 24
    assert sum(counts["evidence"].values()) == 24
    assert counts["evidence"]["contested"] >= 2
    assert counts["outlet"].keys() == {"azernews", "trend"}


def test_a_choice_is_not_multiplied_by_the_evidence_for_it(road):
    for n in range(5):
        make.link(road["open"], make.passage(f"Again {n}."), Stance.SUPPORTS, make.actor("Ann"))
    counts = claim_filter("actor=ann").counts()
    assert counts["stance"] == {"supports": 1, "contradicts": 1}
    assert counts["topic"] == {"roads": 1, "mines": 1}
    assert counts["evidence"] == {"contested": 1, "contradicted": 1}


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_readers_neither_find_nor_count_what_is_not_published(road, state, editor):
    Claim.objects.filter(key="open").update(state=state)
    assert found() == {"mine", "bare"}
    assert found(f"state={state}") == found("q=open") == found("stance=supports") == set()
    assert found("actor=bob") == found("actor=nobody")
    counts = claim_filter().counts()
    assert counts["state"] == {"published": 2}
    assert counts["topic"] == {"roads": 1, "mines": 1}
    assert "bob" not in counts["actor"]
    assert counts["stance"] == {"contradicts": 1, "mentions": 1}

    assert found(f"state={state}", editor) == {"open"}
    assert claim_filter(user=editor).counts()["state"] == {"published": 2, state: 1}


@pytest.mark.parametrize("end", ["withdrawn", "merged"])
def test_what_was_withdrawn_or_merged_is_in_no_list(road, end, editor):
    change = {"state": "withdrawn"} if end == "withdrawn" else {"merged_into": road["bare"]}
    Claim.objects.filter(key="open").update(**change)
    for user in (READER, editor):
        assert found(user=user) == {"mine", "bare"}
        assert "bob" not in claim_filter(user=user).counts()["actor"]


def test_the_order_is_the_one_that_was_asked_for(road):
    def keys(address):
        return [claim.key for claim in claim_filter(address).qs]

    Claim.objects.filter(key="bare").update(proposition="An ant.", folded="an ant.")
    assert keys("")[0] == keys("order=contested")[0] == "open"
    assert keys("order=words") == ["bare", "mine", "open"]
    evidence.retire_evidence(evidence=road["mine"].evidence.first(), editor=None)
    assert keys("order=changed")[0] == "mine"
    assert claim_filter("order=nonsense").chosen_order == "contested"


def test_the_most_contested_has_most_articles_on_its_weaker_side(road):
    strong = make.claim(key="strong")
    for n, stance in enumerate([Stance.SUPPORTS, Stance.CONTRADICTS] * 2):
        make.link(strong, make.passage(f"Words {n}."), stance)
    lopsided = make.claim(key="lopsided")
    for n, stance in enumerate([Stance.SUPPORTS] * 5 + [Stance.CONTRADICTS]):
        make.link(lopsided, make.passage(f"More words {n}."), stance)
    assert [claim.key for claim in claim_filter().qs][:3] == ["strong", "lopsided", "open"]


def test_other_spellings_of_an_actor_find_the_same(seeds):
    said = Claim.objects.filter(proposition__contains="Khankendi")
    assert said.exists()
    assert set(said.values_list("key", flat=True)) <= found("q=Khankandi")
    assert found("q=Khankandi") == found("q=Khankendi") == found("q=KHANKANDI")


@pytest.mark.parametrize(
    ("proposition", "query"),
    [
        ("Дорога открыта.", "ДОРОГА"),
        ("ДОРОГА ОТКРЫТА.", "дорога открыта"),
        ("İstanbul talks were held.", "istanbul"),
        ("Talks were held in istanbul.", "İSTANBUL"),
        ("The Straße is closed.", "STRASSE"),
        ("The STRASSE is closed.", "straße"),
        ("The café is open.", "CAFE"),
        ("The cafe\N{COMBINING ACUTE ACCENT} is open.", "café"),
        ("Ճանապարհը բաց է։", "ՃԱՆԱՊԱՐՀԸ"),
        ("The “road” is open.", '"road"'),
        ("No\N{NO-BREAK SPACE}break.", "no break"),
        ("100% of it_all.", "100%"),
    ],
)
def test_words_are_found_in_any_case_and_script(proposition, query):
    make.claim("Something else holds.")
    claim = make.claim(proposition)
    params = QueryDict(mutable=True)
    params["q"] = query
    assert found(params.urlencode()) == {claim.key}


@pytest.mark.parametrize("query", ["%", "_", "\\", "?!", " "])
def test_a_query_without_words_narrows_nothing(road, query):
    params = QueryDict(mutable=True)
    params["q"] = query
    assert found(params.urlencode()) == ALL


HOSTILE = [
    "99999999999999999999",
    "-1",
    "a%00b",
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "x" * 10_000,
    "ж" * 60_000,
    "%25" * 2_000,
    "a+" * 5_000,
    "2023-02-30",
    "2023-13-45",
    "0000-00-00",
    "99999-01-01",
    "0001-01-01",
    "9999-12-31",
    "'; DROP TABLE factcheck_claim; --",
    "{{ 7*7 }}",
    "",
]


@pytest.mark.parametrize("name", ["q", *CHOICES, "since", "until", "order", "page", "unknown"])
def test_no_value_breaks_a_filter(road, name):
    for value in HOSTILE:
        for address in (f"{name}={value}", f"{name}={value}&{name}={value}&topic=roads"):
            asked = claim_filter(address)
            assert set(asked.qs.values_list("key", flat=True)) <= ALL
            asked.counts()
            assert asked.chosen_order == "contested"


def test_what_is_not_understood_is_said_and_the_rest_kept(road):
    asked = claim_filter("topic=nonsense&since=yesterday&actor=bob")
    assert set(asked.form.errors) == {"topic", "since"}
    assert {claim.key for claim in asked.qs} == {"open"}


def test_a_name_may_have_any_script_in_an_address(road):
    speaker = actors.add_actor(name="Мария Захарова", kind=ActorKind.PERSON, by=None)
    make.link(road["bare"], make.passage("Слова."), speaker=speaker)
    assert found("actor=мария-захарова") == {"bare"}
