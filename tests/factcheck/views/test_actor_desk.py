"""Actors at the desk: described, merged and parted, and spellings that may be one."""

from datetime import date

import pytest
from django.urls import reverse

from factcheck.models import Actor, ActorAlias, Distinction, Evidence
from factcheck.services import actor_merges, actors, sources
from tests import make
from tests.factcheck.services.entries import new_entries

LIST = "/desk/actors/"


@pytest.fixture
def peskov(db):
    return make.actor("Dmitriy Peskov")


@pytest.fixture
def dmitry(db):
    return make.actor("Dmitry Peskov")


def place(name, actor=None):
    return reverse(f"desk:{name}", args=[actor.slug] if actor else [])


def form_of(client, actor, **changes):
    """What the edit page's form holds, as a browser would send it, with changes."""
    page = client.get(place("actor", actor)).context
    form, roles = page["form"], page["roles"]
    data = {"seen": page["seen"]}
    for name in ("name", "kind", "description", "wikidata_id", "added", "reason"):
        data[name] = form[name].value() or ""
    for bound in [*roles.management_form, *(field for row in roles for field in row)]:
        data[bound.html_name] = "" if bound.value() is None else bound.value()
    return data | changes


def save(client, actor, **changes):
    return client.post(place("actor", actor), form_of(client, actor, **changes))


def quoted(name):
    """An article in which somebody of that name is quoted."""
    run = sources.begin_run(by=None)
    text = f"{name} said that the road is open.\n\n{name} said that the talks failed.\n"
    sources.import_file(run=run, name=f"{name}.txt", data=text.encode(), by=None)


def test_an_editor_says_who_an_actor_is(as_editor, peskov):
    alias = actors.add_alias(actor=peskov, name="D.P.", by=None)
    answer = save(
        as_editor,
        peskov,
        description="Kremlin spokesman",
        wikidata_id="Q4349208",
        added="Peskov\n  Дмитрий   Песков \n\nPeskov",
        removed=[alias.pk],
        **{
            "role-0-title": "Kremlin spokesman",
            "role-0-holds_from": "2012-05-22",
            "role-1-title": "Deputy spokesman",
            "role-1-holds_to": "2012-05-21",
        },
        reason="the site of the Kremlin",
    )
    assert (answer.status_code, answer["Location"]) == (302, place("actor", peskov))
    stored = Actor.objects.get(pk=peskov.pk)
    assert (stored.description, stored.wikidata_id) == ("Kremlin spokesman", "Q4349208")
    assert {row.name for row in stored.aliases.live()} == {"Peskov", "Дмитрий Песков"}
    assert [(r.title, r.holds_from, r.holds_to) for r in stored.held()] == [
        ("Deputy spokesman", None, date(2012, 5, 21)),
        ("Kremlin spokesman", date(2012, 5, 22), None),
    ]
    page = as_editor.get(place("actor", peskov)).text
    assert "Reason: <bdi>the site of the Kremlin</bdi>" in page
    assert "retire alias" in page


def test_a_role_is_changed_and_taken_off(as_editor, peskov):
    for title in ("Aide", "Spokesman"):
        actors.add_role(actor=peskov, title=title, by=None)
    save(as_editor, peskov, **{"role-0-title": "", "role-1-holds_to": "2020-01-01"})
    assert [(r.title, r.holds_to) for r in peskov.held()] == [("Spokesman", date(2020, 1, 1))]
    assert peskov.roles.count() == 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"wikidata_id": "4349208"}, "with its Q, such as Q42"),
        ({"wikidata_id": "Q042"}, "with its Q, such as Q42"),
        ({"name": "!?"}, "no letter and no digit"),
        ({"name": ""}, "This field is required"),
        ({"name": "Maria Zakharova"}, "If they are one, merge them."),
        ({"name": "Mariya Zakharova"}, "tick the box below"),
        ({"added": "Peskov\n—"}, "“—” has no letter and no digit"),
        ({"added": "a" * 201}, "has 201 characters"),
        ({"kind": "robot"}, "Select a valid choice"),
        ({"role-0-title": "Aide", "role-0-holds_from": "May"}, "Enter a valid date"),
        (
            {
                "role-0-title": "Aide",
                "role-0-holds_from": "2020-01-02",
                "role-0-holds_to": "2020-01-01",
            },
            "This is before the first day",
        ),
        ({"role-0-holds_to": "2020-01-01"}, "Say what the role is"),
        ({"role-0-title": "Aide", "role-1-title": "Aide"}, "is there twice"),
    ],
)
def test_what_cannot_be_is_refused_and_all_that_was_typed_stays(as_editor, peskov, changes, fault):
    make.actor("Maria Zakharova")
    typed = {"description": "A man of words", "added": "Peskov", "reason": "why not"} | changes
    answer = save(as_editor, peskov, **typed)
    assert answer.status_code == 422
    assert fault in answer.text
    for value in typed.values():
        assert value in answer.text
    assert not peskov.aliases.exists()
    assert not peskov.roles.exists()
    assert Actor.objects.get(pk=peskov.pk).description == ""


def test_a_name_like_another_may_be_kept(as_editor, peskov):
    make.actor("Maria Zakharova")
    save(as_editor, peskov, name="Mariya Zakharova", keep_name="on")
    assert Actor.objects.get(pk=peskov.pk).name == "Mariya Zakharova"


def test_of_two_editors_the_second_is_told_and_sees_both(as_editor, peskov):
    role = actors.add_role(actor=peskov, title="Aide", by=None)
    mine = form_of(
        as_editor,
        peskov,
        description="mine",
        added="Peskov",
        **{"role-0-title": "My aide", "role-1-title": "My own"},
    )
    save(as_editor, peskov, description="theirs", **{"role-0-title": "Their aide"})
    answer = as_editor.post(place("actor", peskov), mine)
    assert answer.status_code == 422
    for words in ("somebody else", "theirs", "Their aide", "mine", "My aide", "My own", "Peskov"):
        assert words in answer.text
    assert not peskov.aliases.exists()
    again = mine | {"seen": answer.context["seen"]}
    assert as_editor.post(place("actor", peskov), again).status_code == 302
    stored = Actor.objects.get(pk=peskov.pk)
    assert (stored.description, stored.aliases.get().name) == ("mine", "Peskov")
    assert [(r.pk == role.pk, r.title) for r in stored.held()] == [
        (True, "My aide"),
        (False, "My own"),
    ]


def test_spellings_of_two_editors_at_once_are_both_kept(as_editor, peskov):
    alias = actors.add_alias(actor=peskov, name="D.P.", by=None)
    mine = form_of(as_editor, peskov, added="Peskov", removed=[alias.pk])
    save(as_editor, peskov, added="Dima")
    assert as_editor.post(place("actor", peskov), mine).status_code == 302
    assert {row.name for row in peskov.aliases.live()} == {"Peskov", "Dima"}


def test_saving_without_a_change_says_so(as_editor, peskov):
    answer = as_editor.post(place("actor", peskov), form_of(as_editor, peskov), follow=True)
    assert "Nothing was changed" in answer.text


def test_a_new_actor_is_added_with_its_kind(as_editor, peskov):
    data = {"name": "Ministry of Economy", "kind": "government"}
    assert as_editor.post(LIST, data)["Location"] == "/desk/actors/ministry-of-economy/"
    assert Actor.objects.get(name="Ministry of Economy").kind == "government"
    for name, fault in [
        ("Dmitriy Peskov", "Edit that actor."),
        ("Dmitry Peskov", "If it is this one, edit it"),
    ]:
        answer = as_editor.post(LIST, {"name": name, "kind": "person"})
        assert answer.status_code == 422
        assert fault in answer.text
        assert f'value="{name}"' in answer.text
    answer = as_editor.post(LIST, {"name": name, "kind": "person", "keep_name": "on"})
    assert answer.status_code == 302


def test_the_list_is_searched_by_names_spellings_roles_and_kinds(as_editor, peskov):
    other = make.actor("Khankendi", "place")
    actors.add_alias(actor=other, name="Khankandi", by=None)
    actors.add_role(actor=peskov, title="Kremlin spokesman", by=None)
    make.link(make.claim(state="draft"), make.passage("Yes."), speaker=peskov)
    for query, found in [
        ("", [peskov, other]),
        ("?q=PESKOV", [peskov]),
        ("?q=kremlin", [peskov]),
        ("?q=khankandi", [other]),
        ("?kind=place", [other]),
        ("?q=nobody", []),
        ("?kind=robot", [peskov, other]),
    ]:
        page = as_editor.get(f"{LIST}{query}")
        assert list(page.context["page"]) == found, query
    assert "No actor goes by that" in as_editor.get(f"{LIST}?q=nobody").text
    assert [row.evidence_count for row in as_editor.get(LIST).context["page"]] == [1, 0]


def test_readers_see_roles_and_what_an_actor_was_then(anonymous, as_editor, peskov):
    for title, first, last in [
        ("Aide", date(2000, 5, 8), date(2012, 5, 21)),
        ("Spokesman", date(2012, 5, 22), None),
        ("Diplomat", None, None),
    ]:
        actors.add_role(actor=peskov, title=title, holds_from=first, holds_to=last, by=None)
    make.link(make.claim(), make.passage("Yes."), speaker=peskov, asserted_on=date(2010, 1, 1))
    page = anonymous.get(peskov.get_absolute_url()).text
    for words in (
        "Aide, 8 May 2000 – 21 May 2012",
        "Spokesman, from 22 May 2012",
        "then <bdi>Aide</bdi></small>",
    ):
        assert words in page
    edit = place("actor", peskov)
    assert edit not in page
    assert edit in as_editor.get(peskov.get_absolute_url()).text


def test_what_moves_is_shown_before_two_actors_are_merged(as_editor, peskov, dmitry):
    claim, passage = make.claim("The road is open."), make.passage("Yes.")
    make.link(claim, passage, speaker=peskov)
    make.link(claim, passage, speaker=dmitry)
    actors.add_alias(actor=peskov, name="Peskov", by=None)
    actors.add_role(actor=peskov, title="Spokesman", by=None)
    assert "See what moves" in as_editor.get(place("merge-actor", peskov)).text
    page = as_editor.get(place("merge-actor", peskov), {"into": dmitry.slug})
    assert {name: page.context["preview"][name] for name in ("evidence", "shared", "hops")} == {
        "evidence": 1,
        "shared": 1,
        "hops": 0,
    }
    for words in ("The road is open.", "<bdi>Peskov</bdi>", "<bdi>Spokesman</bdi>"):
        assert words in page.text
    assert Evidence.objects.live().filter(speaker=peskov).exists()


def test_a_merged_actor_leads_to_the_other_until_the_merge_is_taken_back(
    anonymous, as_editor, peskov, dmitry
):
    make.link(make.claim("The road is open."), make.passage("Yes."), speaker=peskov)
    data = {"into": dmitry.slug, "reason": "one man"}
    assert as_editor.post(place("merge-actor", peskov), data)["Location"] == place("actor", dmitry)
    answer = anonymous.get(peskov.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, dmitry.get_absolute_url())
    assert "The road is open." in anonymous.get(f"/claims/?actor={peskov.slug}").text
    page = as_editor.get(place("actor", peskov)).text
    assert "This actor was merged into" in page
    assert place("part-actor", peskov) in as_editor.get(place("actor", dmitry)).text
    assert as_editor.post(place("part-actor", peskov), {"reason": ""}, follow=True).status_code
    assert anonymous.get(peskov.get_absolute_url()).status_code == 302
    as_editor.post(place("part-actor", peskov), {"reason": "two men"})
    assert anonymous.get(peskov.get_absolute_url()).status_code == 200
    assert anonymous.get(dmitry.get_absolute_url()).status_code == 404


def test_readers_do_not_learn_of_a_merge_of_actors_they_may_not_see(anonymous, peskov, dmitry):
    make.link(make.claim(state="draft"), make.passage("Yes."), speaker=peskov)
    actor_merges.merge_actors(actor=peskov, into=dmitry, by=None, reason="one man")
    assert anonymous.get(peskov.get_absolute_url()).status_code == 404


def test_a_merge_needs_another_actor_and_a_reason(as_editor, peskov, dmitry):
    here = place("merge-actor", peskov)
    town = make.actor("Khankendi", "place")
    for data, fault in [
        ({"into": dmitry.slug, "reason": " "}, "Say why"),
        ({"into": peskov.slug, "reason": "so"}, "This actor was merged, or was never there"),
        ({"reason": "so"}, "Choose the other actor"),
        ({"into": town.slug, "reason": "so"}, "is a place"),
    ]:
        answer = as_editor.post(here, data)
        assert (answer.status_code, fault in answer.text) == (422, True), fault
    assert Actor.objects.get(pk=peskov.pk).merged_into is None


def test_what_was_typed_of_an_actor_that_was_merged_meanwhile_is_shown(as_editor, peskov, dmitry):
    typed = {"description": "Quagga <b>", "added": "Okapi\nDodo", "role-0-title": "King of Nowhere"}
    sent = form_of(as_editor, dmitry, **typed)
    actor_merges.merge_actors(actor=dmitry, into=peskov, by=None, reason="one person")
    answer = as_editor.post(place("actor", dmitry), sent)
    assert answer.status_code == 422
    assert "Nothing was saved." in answer.text
    for words in ("Quagga &lt;b&gt;", "Okapi<br>Dodo", "King of Nowhere"):
        assert words in answer.text
    assert "What you typed" not in as_editor.get(place("actor", dmitry)).text


def test_a_spelling_that_somebody_took_off_meanwhile_is_told(as_editor, peskov):
    alias = actors.add_alias(actor=peskov, name="Peskow", by=None)
    sent = form_of(as_editor, peskov, removed=alias.pk)
    for row in peskov.aliases.live():
        actors.retire_alias(alias=row, by=None)
    answer = as_editor.post(place("actor", peskov), sent)
    assert "One of the spellings was taken off meanwhile." in answer.text


def test_two_spellings_of_a_name_are_proposed_and_merged_in_one_step(as_editor, peskov, dmitry):
    for words in ("Yes.", "No."):
        make.link(make.claim(), make.passage(words), speaker=dmitry)
    page = as_editor.get(LIST)
    [item] = page.context["alike"]
    assert (item.actor, item.other, item.why) == (
        dmitry,
        peskov,
        "“Dmitriy” and “Dmitry” may be one name, spelled in two ways",
    )
    assert item.why in page.text
    data = {"into": dmitry.slug, "reason": f"One name: {item.why}.", "back": "actors"}
    answer = as_editor.post(place("merge-actor", peskov), data)
    assert answer["Location"] == f"{LIST}?done=merged-{peskov.pk}"
    page = as_editor.get(answer["Location"])
    assert page.context["alike"] == []
    assert "Take back" in page.text
    undo = {"reason": "taken back", "back": "actors"}
    assert as_editor.post(place("part-actor", peskov), undo)["Location"] == LIST
    assert len(as_editor.get(LIST).context["alike"]) == 1


def test_what_was_told_apart_is_proposed_no_more_until_it_is_taken_back(as_editor, peskov, dmitry):
    actors.add_alias(actor=dmitry, name="D. Peskov", by=None)
    data = {"actor": dmitry.slug, "other": peskov.slug, "next": "0123456789abcdef"}
    answer = as_editor.post(place("tell-apart"), data)
    made = Distinction.objects.get()
    assert answer["Location"] == f"{LIST}?done=apart-{made.pk}#spelling-0123456789abcdef"
    page = as_editor.get(answer["Location"])
    assert page.context["alike"] == []
    assert "Two: " in page.text
    actors.add_alias(actor=peskov, name="Dimitry Peskov", by=None)
    assert as_editor.get(LIST).context["alike"] == []
    as_editor.post(place("take-back-spelling"), {"done": f"apart-{made.pk}"})
    assert len(as_editor.get(LIST).context["alike"]) == 1


def test_a_name_in_quotes_is_proposed_as_a_spelling(as_editor, dmitry):
    quoted("Dmitriy Peskov")
    page = as_editor.get(LIST)
    [item] = page.context["alike"]
    assert (item.actor, item.spelling, item.quotes, item.other) == (
        dmitry,
        "Dmitriy Peskov",
        2,
        None,
    )
    assert "speaks in 2 quotes that wait" in " ".join(page.text.split())
    data = {"actor": dmitry.slug, "spelling": "Dmitriy Peskov"}
    answer = as_editor.post(place("add-spelling"), data)
    alias = ActorAlias.objects.get(actor=dmitry)
    assert answer["Location"] == f"{LIST}?done=alias-{alias.pk}"
    page = as_editor.get(answer["Location"])
    assert page.context["alike"] == []
    assert "is a spelling of" in page.text
    as_editor.post(place("take-back-spelling"), {"done": f"alias-{alias.pk}"})
    assert len(as_editor.get(LIST).context["alike"]) == 1
    as_editor.post(place("tell-apart"), data)
    assert as_editor.get(LIST).context["alike"] == []
    made = Distinction.objects.get()
    assert "is not" in as_editor.get(f"{LIST}?done=apart-{made.pk}").text


def test_what_only_shares_a_nickname_a_place_or_a_family_is_not_proposed(as_editor, db):
    ilham, heydar = make.actor("Ilham Aliyev"), make.actor("Heydar Aliyev")
    for actor in (ilham, heydar):
        actors.add_alias(actor=actor, name="President Aliyev", by=None)
    make.actor("Khankendi", "place")
    make.actor("Khankandi", "organization")
    make.actor("Stepanakert", "place")
    quoted("Khankendy Council")
    assert as_editor.get(LIST).context["alike"] == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"actor": "nobody", "spelling": "Peskov"},
        {"actor": "dmitriy-peskov"},
        {"actor": "dmitriy-peskov", "other": "dmitriy-peskov"},
        {"actor": "dmitriy-peskov", "other": "nobody"},
        {"actor": "dmitriy-peskov", "spelling": "x" * 201},
        {"actor": "dmitriy-peskov", "spelling": "Peskov", "next": "../"},
    ],
)
def test_nonsense_decides_nothing(as_editor, peskov, data):
    posts = [(name, data) for name in ("tell-apart", "add-spelling")]
    undone = ["", "apart-1", "alias-x", "merged-1", f"alias-{'9' * 30}", "nonsense-1"]
    with new_entries() as entries:
        for name, sent in [*posts, *(("take-back-spelling", {"done": named}) for named in undone)]:
            answer = as_editor.post(place(name), sent, follow=True)
            assert "Nothing was changed" in answer.text
    assert entries == []
    for named in undone:
        assert as_editor.get(LIST, {"done": named}).context["done"] is None


def test_who_merges_what_was_merged_meanwhile_is_told(as_editor, peskov, dmitry):
    actor_merges.merge_actors(actor=peskov, into=dmitry, by=None, reason="one man")
    data = {"into": dmitry.slug, "reason": "one man", "back": "actors"}
    answer = as_editor.post(place("merge-actor", peskov), data, follow=True)
    assert "was merged into “Dmitry Peskov” already" in answer.text
