"""Django admin is for people and repair, and no side door."""

import pytest
from django.contrib import admin as site
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import Outlet
from factcheck.admin import OURS, ReadOnlyAdmin
from factcheck.models import (
    Actor,
    ActorAlias,
    AttributionHop,
    Consultation,
    Entry,
    Question,
    Topic,
)
from factcheck.services import (
    actors,
    claims,
    distinctions,
    loaded_terms,
    queue,
    relations,
    sources,
)
from tests import make
from tests.factcheck.services.entries import new_entries

pytestmark = pytest.mark.django_db
User = get_user_model()
READ_ONLY = [m for m in OURS if isinstance(site.site.get_model_admin(m), ReadOnlyAdmin)]
REPAIRED = [Actor, ActorAlias, Question, Topic]


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root", password="pass")


@pytest.fixture
def rows(db):
    """At least one row of every model."""
    run = sources.begin_run(by=None)
    text = b"Outlet: Trend\n\nMaria Zakharova said that the road is open.\n"
    sources.import_file(run=run, name="a.txt", data=text, by=None)
    speaker, claim = make.actor(), make.claim()
    actors.add_alias(actor=speaker, name="Zakharova", by=None)
    actors.add_role(actor=speaker, title="Spokeswoman", by=None)
    distinctions.tell_apart(actor=speaker, spelling="Zaharov", by=None)
    actors.add_question(topic=make.topic(), key="q", text="Open?", slot="yes_no", by=None)
    passage = make.passage("Road.")
    make.link(claim, passage, speaker=speaker, hops=[AttributionHop(actor=None)])
    make.revision(passage.revision.article, "Another road, on Friday, 24 December 2022.\n")
    relations.relate_claims(claim=claim, kind="contradicts", other=make.claim(), by=None)
    for last in ("One.", "Two."):
        make.article(f"Words that two articles share, nine of them.\n\n{last}\n")
    make.side(make.topic(), "North", speaker)
    loaded_terms.add_term(topic=make.topic(), phrase="blockade", claim=claim, by=None)
    queue.assign(target=claim, to=make.person("editor"), by=None)
    queue.read_through(revision=passage.revision, by=None)
    Consultation.objects.create(suggester="model", revision=passage.revision)


def page(model, action, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def sign_in(client, request, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    return user


def test_every_row_of_ours_can_be_looked_at():
    assert set(READ_ONLY) | set(REPAIRED) == set(OURS)
    assert not site.site.is_registered(Group)


@pytest.mark.parametrize("who", ["admin", "superuser"])
@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_what_is_not_repaired_there_can_only_be_looked_at(client, request, rows, model, who):
    sign_in(client, request, who)
    row = model.objects.first()
    before = list(model.objects.order_by("pk").values())
    assert client.get(page(model, "changelist")).status_code == 200
    assert client.get(page(model, "change", row.pk)).status_code == 200
    fields = {field.attname: "1" for field in model._meta.concrete_fields}
    with new_entries() as entries:
        assert client.post(page(model, "change", row.pk), fields).status_code == 403
        assert client.get(page(model, "add")).status_code == 403
        assert client.post(page(model, "add"), fields).status_code == 403
        assert client.get(page(model, "delete", row.pk)).status_code == 403
        assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(page(model, "changelist"), chosen)
    assert entries == []
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("who", ["admin", "superuser"])
@pytest.mark.parametrize("model", REPAIRED, ids=lambda model: model.__name__)
def test_what_is_repaired_there_is_never_deleted(client, request, rows, model, who):
    sign_in(client, request, who)
    row = model.objects.first()
    assert client.get(page(model, "change", row.pk)).status_code == 200
    assert client.get(page(model, "delete", row.pk)).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(page(model, "changelist"), chosen)
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("who", ["editor", "reviewer"])
@pytest.mark.parametrize("model", [*OURS, User], ids=lambda model: model.__name__)
def test_others_have_no_business_there_even_as_staff(client, request, rows, model, who):
    user = sign_in(client, request, who)
    User.objects.filter(pk=user.pk).update(is_staff=True)
    assert client.get(page(model, "changelist")).status_code == 403
    assert client.post(page(model, "change", model.objects.first().pk)).status_code == 403


def test_an_admin_who_is_not_active_is_out(client, admin):
    client.force_login(admin)
    User.objects.filter(pk=admin.pk).update(is_active=False)
    assert client.get(page(Outlet, "changelist")).status_code == 302


def test_a_repair_of_an_actor_is_recorded(client, admin):
    actor = make.actor("Trend")
    client.force_login(admin)
    fields = {"name": "Trend News", "slug": "trend", "kind": "media"}
    with new_entries() as entries:
        assert client.post(page(Actor, "change", actor.pk), fields).status_code == 302
    [entry] = entries
    assert (entry.verb, entry.by, entry.row) == ("change in admin", admin, str(actor.pk))
    assert (entry.before["name"], entry.after["name"]) == ("Trend", "Trend News")
    assert (entry.before["kind"], entry.after["kind"]) == ("person", "media")


def test_what_is_added_there_is_recorded(client, admin):
    client.force_login(admin)
    with new_entries() as entries:
        client.post(page(Topic, "add"), {"name": "Mines", "slug": "mines"})
        client.post(page(Actor, "add"), {"name": "İlham Əliyev", "slug": "ilham", "kind": "person"})
    assert [(e.verb, e.before, e.after["name"]) for e in entries] == [
        ("add in admin", None, "Mines"),
        ("add in admin", None, "İlham Əliyev"),
    ]
    assert Actor.objects.get().folded == "ilham əliyev"


def test_saving_without_a_change_records_nothing(client, admin):
    topic = make.topic()
    client.force_login(admin)
    with new_entries() as entries:
        client.post(page(Topic, "change", topic.pk), {"name": topic.name, "slug": topic.slug})
    assert entries == []


def test_a_new_spelling_is_found_at_once(client, admin):
    actor = make.actor("Maria Zakharova")
    alias = actors.add_alias(actor=actor, name="Zakharova", by=None)
    client.force_login(admin)
    fields = {"name": "ÉLODIE", "slug": actor.slug, "kind": "person"}
    with new_entries() as entries:
        client.post(page(Actor, "change", actor.pk), fields)
        client.post(page(ActorAlias, "change", alias.pk), {"name": "Захарова", "actor": actor.pk})
    actor.refresh_from_db()
    alias.refresh_from_db()
    assert (actor.folded, alias.folded) == ("elodie", "захарова")
    assert [entry.after["folded"] for entry in entries] == ["elodie", "захарова"]


def test_what_cannot_be_is_refused_by_the_form(client, admin):
    actor = make.actor()
    client.force_login(admin)
    with new_entries() as entries:
        for model, row, fields in (
            (Actor, actor, {"name": "Ann", "slug": "ann", "kind": "person", "wikidata_id": "42"}),
            (Actor, actor, {"name": "Ann", "slug": "a n n", "kind": "person"}),
        ):
            assert client.post(page(model, "change", row.pk), fields).status_code == 200
    assert entries == []


def person_form(user, **changes):
    joined = user.date_joined
    return {
        "username": user.username,
        "is_active": "on",
        "date_joined_0": joined.date(),
        "date_joined_1": joined.time(),
    } | changes


def test_an_admin_makes_nobody_a_superuser(client, admin):
    client.force_login(admin)
    for user in (admin, make.person("editor")):
        groups = list(user.groups.values_list("pk", flat=True))
        fields = person_form(
            user, is_superuser="on", is_staff="on", groups=groups, user_permissions=["1"]
        )
        assert client.post(page(User, "change", user.pk), fields).status_code == 302
        user.refresh_from_db()
        assert (user.is_superuser, user.is_staff) == (False, True)
        assert not user.user_permissions.exists()


def test_an_admin_does_not_touch_a_superuser(client, admin, superuser):
    client.force_login(admin)
    password = superuser.password
    fields = person_form(superuser, username="stolen")
    assert client.post(page(User, "change", superuser.pk), fields).status_code == 403
    new = {"password1": "Xk29-zzTop", "password2": "Xk29-zzTop", "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert client.post(address, new).status_code == 403
    superuser.refresh_from_db()
    assert (superuser.username, superuser.password) == ("root", password)


def test_a_superuser_may_make_another(client, superuser, admin):
    client.force_login(superuser)
    with new_entries() as entries:
        client.post(page(User, "change", admin.pk), person_form(admin, is_superuser="on"))
    admin.refresh_from_db()
    assert admin.is_superuser
    assert (entries[0].before["is_superuser"], entries[0].after["is_superuser"]) == (False, True)


def test_a_change_of_roles_is_recorded(client, admin, editor):
    client.force_login(admin)
    reviewer = Group.objects.get(name="reviewer")
    with new_entries() as entries:
        client.post(page(User, "change", editor.pk), person_form(editor, groups=[reviewer.pk]))
    assert [group.name for group in editor.groups.all()] == ["reviewer"]
    [entry] = entries
    assert (entry.verb, entry.by, entry.row) == ("change roles", admin, str(editor.pk))
    assert (entry.before, entry.after) == ({"roles": ["editor"]}, {"roles": ["reviewer"]})


def test_no_entry_about_a_person_holds_a_password_or_an_address(client, admin):
    client.force_login(admin)
    new = {
        "username": "newcomer",
        "password1": "Xk29-zzTop",
        "password2": "Xk29-zzTop",
        "usable_password": "true",
    }
    with new_entries() as entries:
        assert client.post(page(User, "add"), new).status_code == 302
        user = User.objects.get(username="newcomer")
        fields = person_form(user, email="new@example.org", first_name="New")
        client.post(page(User, "change", user.pk), fields)
    assert user.check_password("Xk29-zzTop")
    assert [entry.verb for entry in entries] == ["add in admin", "change in admin"]
    for entry in entries:
        for state in (entry.before, entry.after):
            assert set(state or {}) <= {"id", "username", "is_active", "is_staff", "is_superuser"}


def test_the_ledger_names_whom_it_named_even_after_a_new_name(client, admin, editor):
    claims.create_claim(proposition="It holds.", topic=make.topic(), by=editor)
    name = editor.username
    client.force_login(admin)
    client.post(page(User, "change", editor.pk), person_form(editor, username="renamed"))
    assert Entry.objects.get(verb="create claim").who == name
