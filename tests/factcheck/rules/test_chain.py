import hashlib

import pytest

from factcheck.rules.chain import START, canonical, faults, link


def chain(*contents):
    """A sound chain of these contents, as (number, previous hash, hash, content)."""
    rows, previous = [], START
    for number, content in enumerate(contents, start=1):
        own = link(previous, content)
        rows.append((number, previous, own, content))
        previous = own
    return rows


THREE = [{"verb": "a"}, {"verb": "b"}, {"verb": "c"}]


def test_content_is_written_in_one_way_only():
    assert canonical({"b": 1, "a": [None, True, "é"]}) == '{"a":[null,true,"é"],"b":1}'.encode()


def test_an_entry_is_hashed_with_the_hash_of_the_one_before():
    assert link(START, {}) == hashlib.sha256(b"0" * 64 + b"{}").hexdigest()
    assert link(link(START, {}), {}) != link(START, {})


@pytest.mark.parametrize(
    "content", [{"a": 1.5}, {"a": [0.0]}, {"a": {"b": (1, 2.0)}}, {"a": float("nan")}]
)
def test_floats_are_refused_wherever_they_stand(content):
    with pytest.raises(TypeError, match="no floats"):
        canonical(content)


def test_a_chain_without_faults_holds():
    assert list(faults([])) == []
    assert list(faults(chain(*THREE))) == []


def test_a_changed_entry_shows():
    rows = chain(*THREE)
    rows[1] = (*rows[1][:3], {"verb": "forged"})
    assert list(faults(rows)) == ["entry 2 was changed after it was written"]


def test_a_changed_entry_with_a_new_hash_shows_in_the_next():
    rows = chain(*THREE)
    rows[1] = (2, rows[1][1], link(rows[1][1], {"verb": "forged"}), {"verb": "forged"})
    assert list(faults(rows)) == ["entry 3 does not follow the entry before it"]


def test_a_removed_entry_shows():
    rows = chain(*THREE)
    assert list(faults([rows[0], rows[2]])) == [
        "entry 2 is missing before entry 3",
        "entry 3 does not follow the entry before it",
    ]


def test_a_removed_beginning_shows():
    assert list(faults(chain(*THREE)[1:])) == [
        "entry 1 is missing before entry 2",
        "entry 2 does not follow the entry before it",
    ]
