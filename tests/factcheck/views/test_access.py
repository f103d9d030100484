"""Who may do what, held against the table in who_may.txt, and what no request may do."""

from http.cookies import SimpleCookie

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from factcheck.admin import OURS
from factcheck.permissions import REPAIRED_IN_ADMIN
from tests import make
from tests.factcheck.views.addresses import ROWS, address, every_address
from tests.factcheck.views.people import SUBJECTS, client_of, signed_in
from tests.factcheck.views.world import STATES, digest, url_names, walk

# Held by the tests of Django admin below, and addresses that allauth has for all its users.
GROUPS = ("admin:", "account_")
# The API takes no form and has no token: it refuses every method but GET (tests/factcheck/api).
BY_FORM = [row for row in ROWS if not row[0].startswith("api:")]


def payload(world, name, state):
    """What a person who may would send: a form that is filled in as it should be."""
    words = {"start": 0, "end": 16, "exact": "The road is open", "stance": "supports"}
    return {
        "claims:edit": {"proposition": "Other words.", "topic": world.topic.pk, "reason": "so"},
        "claims:step": {"step": "publish"},
        "claims:merge": {"claim": world.claims["published"].slug, "reason": "same"},
        "claims:part": {"reason": "not the same"},
        "claims:relate": {
            "claim": world.claims["published"].slug,
            "kind": "contradicts",
            "status": "open",
        },
        "desk:link": words
        | {"directness": "narration", "claim": state in STATES and world.claims[state].slug},
        "desk:evidence": {"stance": "mentions", "directness": "narration", "reason": "so"},
        "desk:change-stance": {"stance": "mentions"},
        "desk:details": {"title": "Other words", "reason": "so"},
        "desk:add-outlet": {"name": "Report"},
        "desk:outlet": {"name": "Road Times", "readers_see": "full", "reason": "so"},
        "desk:merge-outlet": {"into": "trend", "reason": "so"},
        "desk:part-outlet": {"reason": "so"},
        "desk:actors": {"name": "Nikol Pashinyan", "kind": "person"},
        "desk:actor": {
            "name": "M. V. Zakharova",
            "kind": "person",
            "role-TOTAL_FORMS": 0,
            "role-INITIAL_FORMS": 0,
        },
        "desk:topic": {
            "side-TOTAL_FORMS": 1,
            "side-INITIAL_FORMS": 0,
            "side-0-label": "South",
            "term-TOTAL_FORMS": 0,
            "term-INITIAL_FORMS": 0,
        },
        "desk:merge-actor": {"into": "dmitriy-peskov", "reason": "so"},
        "desk:part-actor": {"reason": "so"},
        "desk:add-spelling": {"actor": world.actor.slug, "spelling": "Zaharova"},
        "desk:tell-apart": {"actor": world.actor.slug, "spelling": "Zaharova"},
        "desk:take-back-spelling": {"done": f"alias-{world.actor.aliases.first().pk}"},
        "desk:dismiss-passages": {
            "paragraph": world.article.revisions.first().paragraphs.first().pk
        },
        "desk:dismiss-twin": {
            "other": world.claims["draft" if state == "published" else "published"].slug
        },
        "desk:take-back-dismissal": {"suggestion": "1"},
        "desk:move-placement": words,
        "desk:retire-passage": {"reason": "gone"},
        "imports:list": {"files": SimpleUploadedFile("words.txt", b"A few words.\n")},
        "account_signup": {
            "username": "me",
            "password1": "long words 1",
            "password2": "long words 1",
        },
        "admin:factcheck_topic_change": {"name": "Streets", "slug": "roads"},
    }.get(name, {})


def ask(client, world, name, state, method):
    """The answer as the table writes it; whatever it changed is taken back."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        send = getattr(client, method.lower())
        answer = send(
            address(world, name, state), payload(world, name, state) if method == "POST" else {}
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    to_sign_in = (reverse("account_login"), reverse("admin:login"))
    if answer.status_code == 302 and answer["Location"].startswith(to_sign_in):
        return "in"
    return str(answer.status_code)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_address_answers_as_the_table_says(world, subject):
    surprises = []
    client = client_of(subject)
    column = "anonymous" if subject == "deactivated" else subject
    for name, state, method, answers in ROWS:
        got = ask(client, world, name, state, method)
        if got != answers[column]:
            surprises.append(f"{method} {name} {state}: {got}, not {answers[column]}")
    assert surprises == []


def test_each_address_of_the_site_is_in_the_table():
    told = {name for name, *_ in ROWS}
    ours = {name for name in url_names() if not name.startswith(GROUPS)}
    assert ours - told == set()
    assert told - set(url_names()) == set()


def test_nobody_opens_an_account_from_outside(anonymous):
    answer = anonymous.post(
        "/accounts/signup/",
        {"username": "me", "password1": "long words 1", "password2": "long words 1"},
    )
    assert answer.status_code == 200
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("token", [{}, {"csrfmiddlewaretoken": "a" * 64}], ids=["none", "wrong"])
@pytest.mark.parametrize("subject", ["anonymous", "reader", "admin"])
def test_nothing_is_taken_without_the_token_of_a_form(world, subject, token):
    client = client_of(subject, enforce_csrf_checks=True)
    before = digest()
    for name, state, *_ in BY_FORM:
        data = payload(world, name, state) | token
        answer = client.post(address(world, name, state), data)
        assert answer.status_code == 403, name
        assert "the form had expired" in answer.text, name
    assert digest() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_changes_anything_without_a_token_either(world, method):
    client = client_of("admin", enforce_csrf_checks=True)
    before = digest()
    for place in sorted(every_address(world)):
        refused = 405 if place.startswith("/api/") else 403
        assert getattr(client, method)(place).status_code in (403, refused), place
    assert digest() == before


def test_the_token_of_a_page_opens_its_form(world):
    client = client_of("editor", enforce_csrf_checks=True)
    page = client.get(address(world, "claims:edit", "draft"))
    data = payload(world, "claims:edit", "draft")
    data["csrfmiddlewaretoken"] = page.context["csrf_token"]
    assert client.post(address(world, "claims:edit", "draft"), data).status_code == 302


def test_looking_changes_nothing(world, as_admin):
    before = digest()
    pages = walk(as_admin, ["/", "/admin/", *sorted(every_address(world))])
    assert len(pages) > 100
    assert digest() == before


@pytest.mark.parametrize("subject", ["anonymous", "editor", "admin"])
def test_every_link_leads_somewhere(world, subject):
    pages = walk(client_of(subject), ["/"])
    dead = {place for place, answer in pages.items() if answer.status_code >= 400}
    assert dead == set()


@pytest.mark.parametrize("is_superuser", [False, True])
def test_django_admin_is_no_side_door(world, is_superuser):
    user = make.person("admin")
    user.is_superuser = is_superuser
    user.save()
    client = signed_in(user)
    before = digest()
    for model in OURS:
        row = model.objects.first()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        is_repaired = model._meta.label_lower in REPAIRED_IN_ADMIN
        listed = client.get(reverse(f"{name}_changelist"))
        assert listed.status_code == 200, name
        assert client.get(reverse(f"{name}_add")).status_code == (200 if is_repaired else 403)
        everything = (
            {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
            if row
            else {}
        )
        client.post(reverse(f"{name}_changelist"), everything)
        if row:
            assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
            assert (
                client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code
                == 403
            )
            if not is_repaired:
                assert client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
                assert client.post(reverse(f"{name}_add"), {}).status_code == 403
    assert digest() == before
