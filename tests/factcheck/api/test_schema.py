"""The description of the API holds: whatever it allows is answered as it says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, settings
from schemathesis import checks

from factcheck.api import docs
from factcheck.api.schema import described
from factcheck.wsgi import application
from tests.factcheck.views.people import signed_in

ASKED = schemathesis.openapi.from_dict(described())
ASKED.app = application
PROMISED = [
    checks.not_a_server_error,
    checks.CHECKS.get_one("status_code_conformance"),
    checks.CHECKS.get_one("content_type_conformance"),
    checks.CHECKS.get_one("response_headers_conformance"),
    checks.CHECKS.get_one("response_schema_conformance"),
    checks.CHECKS.get_one("unsupported_method"),
]


def test_it_is_openapi_and_nothing_in_it_was_guessed(client):
    described.cache_clear()
    GENERATOR_STATS.reset()
    told = client.get("/api/v1/schema/")
    assert told["Content-Type"] == "application/json"
    validate_schema(told.json())
    assert not GENERATOR_STATS
    assert len(told.json()["paths"]) == 2 * len(docs.KINDS)


@pytest.fixture
def open_connection():
    """A request closes its connection at the end, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(settings, editor):
    """Those of a stranger and of an editor."""
    settings.API_PER_MINUTE = 0
    cookie = signed_in(editor).cookies[settings.SESSION_COOKIE_NAME].value
    return [{}, {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}]


@ASKED.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_is_answered_that_is_not_described(case, one_of_each, headers, open_connection):
    for sent in headers:
        case.call_and_validate(headers=sent, checks=PROMISED)
    if case.path_parameters:
        _, kind, slot, _ = case.operation.path.removeprefix("/api").rsplit("/", 3)
        case.path_parameters = {slot.strip("{}"): one_of_each[kind]}
        for sent in headers:
            case.call_and_validate(headers=sent, checks=PROMISED)
