"""Outlets are described, merged and parted again, each step with its entry."""

import pytest

from articles.models import Article, Outlet
from factcheck.services import details, outlets
from tests import make
from tests.factcheck.services.entries import new_entries, verbs
from tests.factcheck.services.test_ledger import in_threads

pytestmark = pytest.mark.django_db


def edit(outlet, reason="so", **changes):
    return outlets.edit_outlet(outlet=outlet, by=None, reason=reason, **changes)


def merge(outlet, into, reason="one outlet", by=None):
    return outlets.merge_outlets(outlet=outlet, into=into, by=by, reason=reason)


def part(outlet, reason="two outlets"):
    return outlets.part_outlet(outlet=outlet, by=None, reason=reason)


def three():
    return [make.outlet(name) for name in ("Azernews", "Trend", "Report")]


def article_of(outlet):
    """An article with words of its own."""
    return make.article(f"Words number {next(make.numbers)}.\n", outlet=outlet)


def outlet_of(article):
    return Article.objects.select_related("outlet").get(pk=article.pk).outlet


def test_what_is_said_of_an_outlet_is_changed_and_recorded(reviewer):
    outlet, owner, _ = three()
    changes = {
        "name": "Azernews.Az",
        "homepage": "https://azernews.example/",
        "country": "AZ",
        "owner": owner,
        "readers_see": "full",
    }
    with new_entries() as entries:
        outlets.edit_outlet(outlet=outlet, by=reviewer, reason="imprint", **changes)
    stored = Outlet.objects.get(pk=outlet.pk)
    assert {name: getattr(stored, name) for name in changes} == changes
    assert stored.slug == "azernews"
    [entry] = entries
    assert (entry.verb, entry.by, entry.reason) == ("edit outlet", reviewer, "imprint")
    assert (entry.before["readers_see"], entry.after["readers_see"]) == ("passages", "full")
    assert (entry.before["owner_id"], entry.after["owner_id"]) == (None, owner.pk)


@pytest.mark.parametrize("field", ["owner", "readers_see"])
def test_the_owner_and_what_readers_see_change_with_a_reason_alone(field):
    outlet, owner, _ = three()
    value = {"owner": owner, "readers_see": "full"}[field]
    with new_entries() as entries, pytest.raises(outlets.ReasonMissing):
        edit(outlet, reason=" ", **{field: value})
    assert entries == []
    with new_entries() as entries:
        edit(outlet, reason="", country="AZ", **{field: getattr(outlet, field)})
    assert verbs(entries) == ["edit outlet"]


def test_nothing_new_writes_nothing():
    outlet, *_ = three()
    with new_entries() as entries:
        edit(outlet, reason="", name="Azernews", owner=None, readers_see="passages")
    assert entries == []


def test_nobody_owns_their_owner():
    one, two, third = three()
    with pytest.raises(outlets.CannotEdit, match="does not own itself"):
        edit(one, owner=one)
    edit(one, owner=two)
    edit(two, owner=third)
    with pytest.raises(outlets.CannotEdit, match="“Trend” owns “Azernews” already"):
        edit(two, owner=one)
    with pytest.raises(outlets.CannotEdit, match="“Report” owns “Trend” already, so “Azernews”"):
        edit(third, owner=one)
    assert Outlet.objects.get(pk=third.pk).owner is None


def test_a_circle_that_came_from_elsewhere_ends_the_walk():
    one, two, third = three()
    Outlet.objects.filter(pk=one.pk).update(owner=two)
    Outlet.objects.filter(pk=two.pk).update(owner=one)
    edit(third, owner=Outlet.objects.get(pk=one.pk))
    assert Outlet.objects.get(pk=third.pk).owner == one


def test_who_saw_an_older_state_is_told():
    outlet, *_ = three()
    seen = outlet.version
    edit(outlet, name="Azernews.Az", seen=seen)
    with pytest.raises(outlets.ChangedMeanwhile, match=r"“Azernews\.Az” was changed"):
        edit(outlet, country="AZ", seen=seen)


def test_an_outlet_of_just_that_name_is_made_once():
    with new_entries() as entries:
        made = outlets.add_outlet(name="Report", by=None)
        assert outlets.add_outlet(name="Report", by=None) == made
        other = outlets.add_outlet(name="REPORT", by=None)
    assert verbs(entries) == ["add outlet", "add outlet"]
    assert (made.slug, other.slug) == ("report", "report-2")


def test_a_merge_moves_articles_and_owned_outlets_and_the_name_leads_on(reviewer):
    old, new, owned = three()
    article, kept = article_of(old), article_of(new)
    edit(owned, owner=old)
    with new_entries() as entries:
        merge(old, new, by=reviewer)
    assert (outlet_of(article), outlet_of(kept)) == (new, new)
    assert Outlet.objects.get(pk=owned.pk).owner == new
    assert Outlet.objects.get(pk=old.pk).current == new
    assert list(Outlet.objects.standing()) == [owned, new]
    assert verbs(entries) == ["change outlet", "change owner", "merge outlet"]
    assert {entry.by for entry in entries} == {reviewer}
    assert entries[-1].after["moved"] == {"articles": [article.pk], "outlets": [owned.pk]}


def test_a_merge_that_is_taken_back_leaves_everything_as_it_was():
    old, new, owned = three()
    articles = [article_of(outlet) for outlet in (old, old, new)]
    edit(owned, owner=old)
    tables = (Article.objects.order_by("pk"), Outlet.objects.order_by("pk"))
    before = [list(table.values()) for table in tables]
    merge(old, new)
    assert [list(table.values()) for table in tables] != before
    with new_entries() as entries:
        part(old)
    assert [list(table.values()) for table in tables] == before
    assert verbs(entries) == ["part outlet", "change outlet", "change outlet", "change owner"]
    assert outlet_of(articles[2]) == new


def test_what_moved_on_or_came_since_stays_where_it_is():
    old, new, third = three()
    moved_on, stays, other = (article_of(old) for _ in range(3))
    merge(old, new)
    details.edit_details(article=moved_on, outlet=third, by=None, reason="theirs")
    came = make.article("Outlet: Azernews\n\nThe road is open.\n")
    assert outlet_of(came) == new
    part(old)
    assert [outlet_of(a) for a in (moved_on, stays, other, came)] == [third, old, old, new]


def test_only_the_last_merge_counts_when_it_is_taken_back():
    old, new, third = three()
    first, second = article_of(old), article_of(old)
    merge(old, new)
    part(old)
    details.edit_details(article=second, outlet=new, by=None, reason="theirs")
    merge(old, third)
    part(old)
    assert (outlet_of(first), outlet_of(second)) == (old, new)


def test_merges_in_a_row_are_taken_back_in_turn():
    one, two, third = three()
    article = make.article(outlet=one)
    merge(one, two)
    merge(two, third)
    assert Outlet.objects.get(pk=one.pk).current == third
    with pytest.raises(outlets.CannotMerge, match="“Trend” was itself merged into “Report”"):
        part(one)
    part(two)
    assert outlet_of(article) == two
    part(one)
    assert outlet_of(article) == one


def test_what_cannot_be_merged_says_why():
    one, two, third = three()
    with pytest.raises(outlets.CannotMerge, match="into itself"):
        merge(one, one)
    with pytest.raises(outlets.CannotMerge, match="is not merged"):
        part(one)
    with pytest.raises(outlets.ReasonMissing):
        merge(one, two, reason=" ")
    edit(two, owner=one)
    edit(third, owner=two)
    with pytest.raises(outlets.CannotMerge, match="“Azernews” owns “Report”"):
        merge(one, third)
    merge(third, one)
    with pytest.raises(outlets.CannotMerge, match="“Report” was merged already"):
        merge(third, two)
    with pytest.raises(outlets.CannotMerge, match="Choose “Azernews”"):
        merge(two, third)
    with pytest.raises(outlets.ReasonMissing):
        part(third, reason="")
    with pytest.raises(outlets.CannotEdit, match="Edit that outlet"):
        edit(third, name="Report.Az")
    with pytest.raises(outlets.CannotEdit, match="Choose that outlet"):
        edit(two, owner=Outlet.objects.get(pk=third.pk))


def test_parting_makes_no_circle_of_owners():
    one, two, third = three()
    holding = make.outlet("Holding")
    edit(one, owner=holding)
    edit(third, owner=one)
    merge(one, two)
    edit(holding, owner=third)
    before = list(Outlet.objects.order_by("pk").values())
    with new_entries() as entries, pytest.raises(outlets.CannotEdit, match="nobody owns"):
        part(one)
    assert entries == []
    assert list(Outlet.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_two_outlets_into_each_other_make_no_circle():
    one, two, _ = three()
    [refused] = in_threads(lambda: merge(one, two), lambda: merge(two, one))
    assert isinstance(refused, outlets.CannotMerge)
    assert Outlet.objects.standing().filter(pk__in=[one.pk, two.pk]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_say_that_each_owns_the_other_make_no_circle():
    one, two, _ = three()
    [refused] = in_threads(lambda: edit(one, owner=two), lambda: edit(two, owner=one))
    assert isinstance(refused, outlets.CannotEdit)
    assert Outlet.objects.exclude(owner=None).count() == 1
