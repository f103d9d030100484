import pytest

from factcheck.rules.shape import FORMAT, faults

TOPIC = {"slug": "t", "name": "T"}
EVIDENCE = {"source": "a.txt", "exact": "words"}
CLAIM = {"key": "k", "proposition": "It holds.", "topic": "t"}


def found(**lists):
    return list(faults({"format": FORMAT} | lists))


@pytest.mark.parametrize("document", [None, 1, "x", [], {}, {"format": "factcheck-claims/2"}])
def test_another_document_is_told_by_its_format(document):
    [(place, message)] = faults(document)
    assert (place, FORMAT in message) == ("", True)


@pytest.mark.parametrize("key", ["actors", "topics", "questions", "claims"])
@pytest.mark.parametrize(
    ("value", "kind"),
    [({}, "an object"), ("x", "text"), (3, "a number"), (0.5, "a number"), (True, "true or false")],
)
def test_what_must_be_a_list_is_one(key, value, kind):
    assert found(**{key: value}) == [("", f"“{key}” must be a list, not {kind}.")]


def test_a_list_may_be_missing_or_empty():
    assert found(actors=None, topics=[], claims=[CLAIM | {"evidence": None}]) == []


def test_a_row_is_an_object():
    assert found(claims=[None, []]) == [
        ("claim 1", "this must be an object, not null."),
        ("claim 2", "this must be an object, not a list."),
    ]


def test_a_place_leads_through_the_whole_document():
    claims = [CLAIM, CLAIM | {"evidence": [EVIDENCE | {"via": [{"actor": 1}]}]}]
    assert found(claims=claims) == [
        ("claim 2 (k), evidence 1, step 1", "“actor” must be text, not a number.")
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "is missing"),
        ("", "is missing"),
        (" \n", "is missing"),
        (["x"], "must be text, not a list"),
        (True, "must be text, not true or false"),
        ("x\0", "holds a character that is not text"),
        ("\ud800", "holds a character that is not text"),
        ("x" * 501, "has 501 characters; at most 500 are kept"),
    ],
)
def test_text_is_text_that_can_be_kept(value, message):
    [(place, told)] = found(claims=[CLAIM | {"proposition": value}])
    assert place == "claim 1 (k)"
    assert told.startswith(f"“proposition” {message}")


def test_text_that_just_fits_is_kept():
    assert found(claims=[CLAIM | {"proposition": "\U0001f600" * 500, "question": ""}]) == []


@pytest.mark.parametrize("slug", ["a b", "a/b", "a.b", "ü?"])
def test_what_is_part_of_an_address_can_be_one(slug):
    [(_, message)] = found(topics=[TOPIC | {"slug": slug}])
    assert message.startswith(f"“slug” is “{slug}”")
    assert found(topics=[TOPIC | {"slug": "дорога-1_x"}]) == []
    assert found(topics=[{"name": "T"}]) == [("topic 1", "“slug” is missing.")]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("Ann", "must be a list of names, not text"),
        ({}, "must be a list of names, not an object"),
        ([1], "holds a name that must be text, not a number"),
        (["A.", " "], "holds a name that is missing"),
        (["x" * 201], "holds a name that has 201 characters; at most 200 are kept"),
    ],
)
def test_aliases_are_a_list_of_names(value, message):
    actor = {"name": "Ann", "kind": "person", "aliases": value}
    assert found(actors=[actor]) == [("actor 1 (Ann)", f"“aliases” {message}.")]
    assert found(actors=[actor | {"aliases": ["A.", "B."]}, {"name": "Bob"}]) == []


@pytest.mark.parametrize("start", [-1, "3", 1.0, True, [], 2**31])
def test_a_start_is_a_whole_number(start):
    [(place, message)] = found(claims=[CLAIM | {"evidence": [EVIDENCE | {"start": start}]}])
    assert place == "claim 1 (k), evidence 1"
    assert message.startswith("“start” is ")


@pytest.mark.parametrize("start", [None, 0, 7])
def test_a_start_may_be_zero_or_missing(start):
    assert found(claims=[CLAIM | {"evidence": [EVIDENCE | {"start": start}]}]) == []
