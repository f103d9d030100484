"""Who may do what."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group

from factcheck.admin import NOT_SHOWN
from factcheck.permissions import REPAIRED_IN_ADMIN, ROLES
from tests import make

pytestmark = pytest.mark.django_db
DESK, READ, PUBLISH, OUTLETS, IMPORT = EVERYTHING = (
    "factcheck.work_at_desk",
    "articles.read_full_text",
    "factcheck.publish_claim",
    "articles.manage_outlets",
    "articles.import_articles",
)
MAY = {
    None: set(),
    "editor": {DESK, READ},
    "reviewer": {DESK, READ, PUBLISH, OUTLETS},
    "admin": set(EVERYTHING),
    "superuser": set(EVERYTHING),
}


def user_of(role):
    if role in ROLES:
        return make.person(role)
    return get_user_model().objects.create_user(f"{role}", is_superuser=role == "superuser")


def permissions_of(user):
    return {name for name in EVERYTHING if user.has_perm(name)}


def test_the_migration_makes_a_group_for_each_role():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", MAY)
def test_each_role_may_do_its_own_and_no_more(role):
    assert permissions_of(user_of(role)) == MAY[role]


def test_who_has_no_account_may_do_nothing():
    assert permissions_of(AnonymousUser()) == set()


@pytest.mark.parametrize("role", MAY)
def test_who_is_not_active_may_do_nothing(role):
    user = user_of(role)
    user.is_active = False
    user.save()
    assert permissions_of(get_user_model().objects.get(pk=user.pk)) == set()
    assert not any(
        user.has_perm(f"{label.replace('.', '.change_')}") for label in REPAIRED_IN_ADMIN
    )


def test_to_be_staff_is_no_role():
    user = get_user_model().objects.create_user("clerk", is_staff=True)
    assert permissions_of(user) == set()


@pytest.mark.parametrize("role", MAY)
def test_only_admins_may_repair_in_django_admin_and_nobody_may_delete(role):
    user = user_of(role)
    for model in set(apps.get_models()) - set(NOT_SHOWN):
        app, name = model._meta.app_label, model._meta.model_name
        if app not in ("articles", "factcheck") or role == "superuser":
            continue
        repaired = model._meta.label_lower in REPAIRED_IN_ADMIN
        for action in ("add", "change"):
            assert user.has_perm(f"{app}.{action}_{name}") == (role == "admin" and repaired)
        assert user.has_perm(f"{app}.view_{name}") == (role == "admin")
        assert not user.has_perm(f"{app}.delete_{name}")
