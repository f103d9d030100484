"""Somebody of each kind, and a browser that is signed in as them."""

from django.contrib.auth import get_user_model
from django.test import Client

from tests import make

ROLES = ("editor", "reviewer", "admin")
SUBJECTS = ("anonymous", "reader", *ROLES, "deactivated")


def reader(name="reader"):
    """Somebody with an account and no role."""
    return get_user_model().objects.create_user(name, password="pass")


def signed_in(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


def client_of(subject, **options):
    """A client as one of SUBJECTS; the deactivated one signed in as an admin before that."""
    if subject == "anonymous":
        return Client(**options)
    if subject == "reader":
        return signed_in(reader(), **options)
    user = make.person("admin" if subject == "deactivated" else subject)
    client = signed_in(user, **options)
    if subject == "deactivated":
        user.is_active = False
        user.save()
    return client
