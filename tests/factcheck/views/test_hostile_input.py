"""Whatever is sent, the answer is never a fault of ours: exceptions of a view fail these tests."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from factcheck.wsgi import application
from tests.factcheck.views.addresses import CLAIM_DESK
from tests.factcheck.views.people import client_of

HTMX = {"HX-Request": "true"}
URLENCODED = "application/x-www-form-urlencoded"
HOSTILE = {
    "nothing": "",
    "twenty digits": "9" * 20,
    "five thousand digits": "9" * 5000,
    "a negative number": "-1",
    "NUL": "a\0b",
    "half a character": "road\ud800",
    "bidi, and marks without a letter": "\u0301\u202eevil\u202c",
    "ten thousand letters": "x" * 10_000,
    "two thousand words": "road " * 2_000,
    "markup, SQL and wildcards": """'"><img src=x>{{ 7 }}' OR 1=1; DROP TABLE x; --%_\\""",
    "no day of a calendar": "2022-02-30",
    "a day too far": "99999-12-31",
}
CHOSEN = (
    "words start end exact claim q speaker who stance topic asserted_on"
    " chain step-0-who step-0-said_on step-0-is_unnamed"
)
LOOKED_UP = [
    ("claims:list", "q evidence topic actor outlet stance state since until order page nothing"),
    ("articles:list", "page"),
    ("articles:detail", "passage"),
    ("articles:revision", "passage"),
    ("claims:history", "page"),
    ("desk:home", "page"),
    ("desk:article", CHOSEN),
    ("desk:panel", CHOSEN),
    ("desk:evidence", "done chain"),
    ("desk:pick-claim", "q claim exact"),
    ("desk:pick-actor", "who speaker"),
    ("desk:twins", "proposition not"),
    ("desk:claim", "article page dismissed done"),
    ("desk:near-twins", "page done"),
    ("desk:merge-outlet", "into reason"),
    ("outlets:list", "page"),
    ("claims:edit", "proposition"),
    ("claims:merge", "q claim"),
    ("claims:relate", "q claim"),
    ("imports:list", "page"),
    ("account_login", "next"),
]


def place(world, name):
    rows = {
        "articles:detail": [world.article.pk],
        "articles:revision": [world.article.pk, 1],
        "desk:article": [world.article.pk],
        "desk:panel": [world.article.pk],
        "desk:link": [world.article.pk],
        "desk:details": [world.article.pk],
        "desk:confirm-date": [world.article.pk],
        "desk:outlet": [world.outlet.slug],
        "desk:merge-outlet": [world.outlet.slug],
        "desk:part-outlet": [world.merged_outlet.slug],
        "desk:evidence": [world.evidence["published"].pk],
        "desk:change-stance": [world.evidence["published"].pk],
        "desk:retire": [world.evidence["published"].pk],
        "desk:restore": [world.evidence["retired"].pk],
    }
    if name in CLAIM_DESK:
        return reverse(name, args=[world.claims["published"].slug])
    if name == "claims:merge":
        return reverse(name, args=[world.claims["draft"].slug])
    if name.startswith("claims:") and name != "claims:list":
        return reverse(name, args=[world.claims["published"].slug])
    return reverse(name, args=rows.get(name, []))


def forms(world):
    """What each form would send."""
    other = world.claims["draft"].slug
    found = {"start": "0", "end": "16", "exact": "The road is open"}
    return {
        "desk:link": found
        | {
            "claim": other,
            "proposition": "",
            "topic": "",
            "new_topic": "",
            "stance": "supports",
            "speaker": world.actor.slug,
            "new_speaker": "",
            "new_speaker_kind": "person",
            "directness": "narration",
            "asserted_on": "2022-12-03",
            "note": "so",
            "q": "road",
            "who": "maria",
            "retired": str(world.evidence["retired"].pk),
            "step-0-who": "maria",
            "step-0-kind": "person",
            "step-0-is_unnamed": "",
            "step-0-said_on": "2022-12-03",
            "step-0-directness": "narration",
        },
        "desk:evidence": {
            "stance": "mentions",
            "who": world.actor.name,
            "kind": "person",
            "directness": "narration",
            "asserted_on": "2022-12-03",
            "note": "so",
            "reason": "so",
            "anew": "",
            "step-0-who": "maria",
            "step-0-kind": "person",
            "step-0-is_unnamed": "",
            "step-0-said_on": "2022-12-03",
            "step-0-directness": "narration",
        },
        "desk:details": {
            "title": "Other words",
            "outlet": "Road Times",
            "which": "+",
            "byline": "Nargiz Mammadli",
            "language": "en",
            "url": "https://example.org/",
            "published": "2022-12",
            "is_date_unknown": "",
            "readers_see": "passages",
            "reason": "so",
            "seen": "",
        },
        "desk:confirm-date": {"seen": ""},
        "desk:add-outlet": {"name": "Report", "keep_name": "", "reason": "so"},
        "desk:outlet": {
            "name": "Road Times",
            "keep_name": "",
            "homepage": "https://example.org/",
            "country": "AZ",
            "owner": "trend",
            "readers_see": "full",
            "reason": "so",
            "seen": "",
        },
        "desk:merge-outlet": {"into": "trend", "reason": "so"},
        "desk:part-outlet": {"reason": "so"},
        "desk:dismiss-passages": {
            "paragraph": str(world.article.revisions.first().paragraphs.first().pk),
            "article": str(world.article.pk),
            "page": "1",
            "next": "2",
            "back": "",
        },
        "desk:dismiss-twin": {"other": other, "back": "twins"},
        "desk:take-back-dismissal": {"suggestion": "1", "dismissed": "1"},
        "desk:change-stance": {"stance": "mentions", "reason": "so", "retired": "1"},
        "desk:retire": {"reason": "so", "retired": "1"},
        "desk:restore": {"retired": "1"},
        "claims:edit": {
            "proposition": "Other words.",
            "topic": str(world.topic.pk),
            "question": "",
            "holds_from": "2022-12-03",
            "holds_to": "2022-12-04",
            "reason": "so",
        },
        "claims:step": {"step": "withdraw", "reason": "so"},
        "claims:merge": {
            "claim": world.claims["in_review"].slug,
            "reason": "so",
            "q": "road",
        },
        "claims:relate": {
            "claim": other,
            "kind": "contradicts",
            "difference": "",
            "status": "resolved",
            "resolution": "source_error",
            "note": "so",
            "reason": "so",
            "q": "road",
        },
    }


def encoded(pairs):
    return urlencode(pairs, errors="surrogatepass")


def try_out(send, *args, **options):
    """The status of the answer; whatever it changed is taken back."""
    with transaction.atomic():
        answer = send(*args, **options)
        transaction.set_rollback(True)
    assert answer.status_code < 500
    return answer.status_code


@pytest.mark.parametrize(("name", "parameters"), LOOKED_UP)
def test_no_parameter_of_an_address_breaks_its_page(world, name, parameters):
    client = client_of("admin") if name != "account_login" else Client()
    address = place(world, name)
    known = {"start": "0", "end": "16"} if parameters.startswith("words") else {}
    for parameter in parameters.split():
        for value in HOSTILE.values():
            asked = encoded(known | {parameter: value})
            assert try_out(client.get, f"{address}?{asked}") in (200, 409)
    twice = encoded([(parameter, "1") for parameter in parameters.split() * 2])
    assert try_out(client.get, f"{address}?{twice}&%FF=%FF%FE%C0&%00=%zz&=&&;") in (200, 409)


@pytest.mark.parametrize(
    "name",
    [f"desk:{name}" for name in ("link", "evidence", "change-stance", "retire", "restore")]
    + ["desk:dismiss-passages", "desk:dismiss-twin", "desk:take-back-dismissal"]
    + [f"claims:{name}" for name in ("edit", "step", "merge", "relate")],
)
def test_no_field_of_a_form_breaks_its_page(world, name):
    client, address, whole = client_of("admin"), place(world, name), forms(world)[name]

    def send(body, **headers):
        return try_out(client.post, address, body, content_type=URLENCODED, headers=headers)

    assert send(encoded(whole)) == 302
    send("")
    for field in whole:
        without = {key: value for key, value in whole.items() if key != field}
        send(encoded(without), **HTMX)
        send(encoded([*whole.items(), (field, "other")]))
        send(f"{encoded(without)}&{field}=%FF%FE%C0")
        for value in HOSTILE.values():
            send(encoded(without | {field: value}), **(HTMX if value.isdecimal() else {}))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_new_claim_topic_and_speaker_may_have_any_name(world, as_editor, value):
    """All three at once; only what cannot be kept is refused, with words."""
    address, words = place(world, "desk:link"), HOSTILE[value]
    whole = forms(world)["desk:link"] | {"claim": "", "speaker": ""}
    named = {"proposition": words, "new_topic": words, "new_speaker": words, "note": words}
    body = encoded(whole | named)
    assert try_out(as_editor.post, address, body, content_type=URLENCODED) in (302, 422)
    body = encoded(whole | named | {"new_speaker_kind": words})
    assert try_out(as_editor.post, address, body, content_type=URLENCODED) in (302, 422)


BIG = [2**31, 2**63 - 1, 2**63, 10**20, 10**40]


NUMBERED = [
    "/articles/{}/",
    "/articles/{}/revisions/1/",
    "/articles/1/revisions/{}/",
    "/passages/{}/",
    "/desk/articles/{}/",
    "/desk/articles/{}/panel/",
    "/desk/evidence/{}/",
    "/imports/{}/",
]
CHANGED = [
    "/desk/articles/{}/link/",
    "/desk/evidence/{}/",
    "/desk/evidence/{}/undo/",
    "/desk/evidence/{}/stance/",
    "/desk/evidence/{}/retire/",
    "/desk/evidence/{}/restore/",
    "/imports/{}/confirm/",
    "/imports/{}/discard/",
]


@pytest.mark.parametrize("number", BIG)
def test_nothing_is_found_or_changed_under_a_number_too_big_for_the_database(world, number):
    client = client_of("admin")
    for path in NUMBERED:
        assert try_out(client.get, path.format(number)) == 404, path
    for path in CHANGED:
        assert try_out(client.post, path.format(number), {"stance": "supports"}) == 404, path


@pytest.mark.parametrize("words", ["x" * 10_000, "ß", "дорога", "％", "a.b", "a%00b", "%ED%A0%80"])
def test_an_address_of_any_words_is_not_found(anonymous, words):
    for folder in ("claims", "actors", "outlets", "topics"):
        assert try_out(anonymous.get, f"/{folder}/{words}/") == 404, folder


@pytest.fixture
def server(db, monkeypatch):
    """The door for servers; behind it the handler that keeps the connection of the test."""
    monkeypatch.setattr("factcheck.wsgi.site", lambda environ, _: ClientHandler(False)(environ))
    return lambda environ: application(environ, None)


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "hex", "idna", "no"])
@pytest.mark.parametrize("query", ["q=%2B2AA-", "q=\\ud800", "q=road"])
def test_no_charset_that_a_request_names_breaks_a_page(server, query, charset):
    asked = RequestFactory().get(f"/claims/?{query}").environ
    asked["CONTENT_TYPE"] = f'text/plain; Charset="{charset}"; boundary=x'
    assert server(asked).status_code == 200


def test_a_form_in_another_charset_is_read_as_utf_8(server):
    form = {"login": "дорога", "password": "no"}
    asked = RequestFactory().post("/accounts/login/", form).environ
    asked["CONTENT_TYPE"] += "; charset=hex"
    answer = server(asked)
    assert answer.status_code == 200
    assert 'value="дорога"' in answer.content.decode()


FILE_NAMES = [
    "a" * 600 + ".txt",
    ".txt",
    "..",
    "a\0b.txt",
    "a\ud800b.txt",
    "\u202etxt.exe",
    "%s%n.txt",
]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_file_of_any_name_is_looked_at(as_admin, name):
    body = (
        b'--frontier\r\nContent-Disposition: form-data; name="files"; filename="'
        + name.encode("utf-8", "surrogatepass")
        + b'"\r\nContent-Type: text/plain\r\n\r\nWords.\r\n--frontier--\r\n'
    )
    content_type = "multipart/form-data; boundary=frontier"
    with transaction.atomic():
        answer = as_admin.post("/imports/", body, content_type=content_type)
        assert answer.status_code in (200, 302, 422)
        if answer.status_code == 302:
            assert as_admin.get(answer["Location"]).status_code == 200
            confirmed = as_admin.post(f"{answer['Location']}confirm/", follow=True)
            assert confirmed.status_code == 200
        transaction.set_rollback(True)


@pytest.mark.parametrize("body", [b"", b"--frontier\r\n", b"\0" * 100, b"--frontier--"])
def test_a_broken_upload_is_refused(as_admin, body):
    answer = as_admin.post("/imports/", body, content_type="multipart/form-data; boundary=frontier")
    assert answer.status_code in (200, 400, 422)


def test_bytes_of_every_kind_are_looked_at(as_admin):
    kinds = {"zeros.txt": b"\0" * 99, "all.txt": bytes(range(256)), "half.txt": b"\xff\xfe\x00\xd8"}
    files = [SimpleUploadedFile(name, data) for name, data in kinds.items()]
    page = as_admin.post("/imports/", {"files": files}, follow=True)
    assert page.status_code == 200
    assert page.text.count('<tr class="rejected">') == 3
