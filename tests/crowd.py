"""Editors at work at once, over HTTP, against the real server with several processes.

`python -m tests.crowd [--postgres] [--editors 8] [--links 200] [--races 200]` prints one JSON
object: how many links were asked for and made, what the server answered, and what of two editors'
words for one claim was lost.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.factcheck.views.markup import Page
from tests.kills import chosen_database, in_child

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PROCESSES, THREADS = 4, 2


def main(editors, links, races):
    """What happened, and what of it should not have."""
    world = in_child(lambda: prepare(editors, links, races))
    with served() as port:
        browsers = [Browser(port, session) for session in world["sessions"]]
        began = time.monotonic()
        answers = link_all(browsers, world, links)
        seconds = time.monotonic() - began
        lost = [fault for slug in world["slugs"] for fault in race(browsers[:2], slug)]
    kept = in_child(lambda: stored(world["claim"]))
    asked = editors * links
    faults = [f"{kept[what]} {what} of {asked}" for what in kept["counts"] if kept[what] != asked]
    faults += [f"{n} answers {status}" for status, n in answers.items() if status != 302]
    return {
        "links": asked,
        "seconds": round(seconds, 1),
        "answers": answers,
        "races": len(world["slugs"]),
        "lost": lost,
        "faults": faults + kept["faults"],
    }


def prepare(editors, links, races):
    """An article with as many sentences as links, a claim for them, one for each race; sessions."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests import make

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    sentences = [f"Sentence {n} of many stands here." for n in range(editors * links)]
    article = make.article("\n\n".join(sentences) + "\n")
    text = article.revisions.get().text
    spans = [(text.index(words), text.index(words) + len(words)) for words in sentences]
    sessions = []
    for _ in range(editors):
        client = Client()
        client.force_login(make.person("editor"))
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    claims = [make.claim(f"Race {n} is open.", state="draft") for n in range(races)]
    return {
        "article": article.pk,
        "claim": make.claim("Many sentences stand here.").slug,
        "slugs": [claim.slug for claim in claims],
        "sessions": sessions,
        "spans": [(start, end, text[start:end]) for start, end in spans],
    }


class Browser:
    """One editor's: it keeps the cookies."""

    def __init__(self, port, session):
        self.port = port
        self.cookies = {"sessionid": session}
        status, page = self.get("/desk/actors/")
        assert status == 200, (status, page)
        self.token = Page(page).forms["/accounts/logout/"]["csrfmiddlewaretoken"][0]

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        told = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token})
        return self.ask("POST", path, body, told)

    def ask(self, method, path, body=None, headers=()):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(HOST, self.port, timeout=60)
        connection.request(method, path, body, {"Cookie": cookie, **dict(headers)})
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = answer.read().decode()
        connection.close()
        return answer.status, page


def form_in(page):
    """What the form of a page would send that goes to the page's own address."""
    return {name: values[0] for name, values in Page(page).forms[""].items()}


def at_once(jobs):
    """What each of these gives, all begun at the same moment."""
    ready, given = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(n, job):
        ready.wait()
        given[n] = job()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def link_all(browsers, world, links):
    """Each editor links its own sentences to the one claim; how often each status was answered."""
    address = f"/desk/articles/{world['article']}/link/"

    def work(n, browser):
        def job():
            met = Counter()
            for start, end, exact in world["spans"][n * links : (n + 1) * links]:
                asked = {"start": start, "end": end, "exact": exact, "claim": world["claim"]}
                asked |= {"stance": "supports", "directness": "narration"}
                met[browser.post(address, asked)[0]] += 1
            return met

        return job

    return sum(at_once([work(n, b) for n, b in enumerate(browsers)]), Counter())


def race(browsers, slug):
    """Two editors reword one claim at once, the slower one once more; what was lost of it."""
    address = f"/claims/{slug}/edit/"
    wordings = [f"{slug} as the {who} editor has it, “word for word”." for who in ("one", "other")]
    forms = [form_in(browser.get(address)[1]) for browser in browsers]
    asked = [f | {"proposition": w} for f, w in zip(forms, wordings, strict=True)]
    ways = list(zip(browsers, asked, strict=True))
    answers = at_once([lambda b=b, a=a: b.post(address, a) for b, a in ways])
    statuses = sorted(status for status, _ in answers)
    if statuses != [302, 409]:
        return [f"{slug}: answered {statuses}"]
    slower = [status for status, _ in answers].index(409)
    page = answers[slower][1]
    again = form_in(page)
    faults = []
    if again["proposition"] != wordings[slower]:
        faults.append(f"{slug}: the slower one's words were {again['proposition']}")
    if wordings[1 - slower].replace("'", "&#x27;") not in page:
        faults.append(f"{slug}: the slower one was not shown the other's words")
    if browsers[slower].post(address, again)[0] != 302:
        faults.append(f"{slug}: the slower one could not save")
    told = in_child(lambda: wordings_of(slug))
    expected = [wordings[1 - slower], wordings[slower]]
    return faults if told == expected else [*faults, f"{slug}: the ledger tells {told}"]


def wordings_of(slug):
    """What a claim was made to say, in order; what it says now is the last of them."""
    from factcheck.models import Claim, Entry

    claim = Claim.objects.get(slug=slug)
    entries = Entry.objects.filter(claim=claim, verb="edit claim").order_by("number")
    told = [entry.after["proposition"] for entry in entries]
    return told if told and told[-1] == claim.proposition else [*told, claim.proposition]


def stored(slug):
    """How many links of the claim there are, in each way of counting them."""
    from factcheck.models import Claim, Entry
    from factcheck.services import ledger
    from factcheck.services.tallies import tallies

    claim = Claim.objects.get(slug=slug)
    counts = {
        "live links": claim.evidence.live().count(),
        "passages": claim.evidence.live().values("passage").distinct().count(),
        "entries": Entry.objects.filter(claim=claim, verb="link evidence").count(),
    }
    faults = list(ledger.faults())
    if tallies([claim])[claim.pk]["supporting"] != claim.supporting:
        faults.append("the claim's tallies are not what counting anew gives")
    return counts | {"counts": list(counts), "faults": faults}


@contextmanager
def served():
    """The port of the server, with its processes."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--log-level=critical"]
    command += [f"--bind={HOST}:{port}", f"--workers={PROCESSES}", f"--threads={THREADS}"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"FACTCHECK_DEBUG": "1"})
    try:
        wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def wait_for(server, port):
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m tests.crowd")
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--editors", type=int, default=8)
    asked.add_argument("--links", type=int, default=200)
    asked.add_argument("--races", type=int, default=200)
    given = asked.parse_args()
    with chosen_database(given.postgres):
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        import django

        django.setup()
        found = main(given.editors, given.links, given.races)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.exit(1 if found["faults"] or found["lost"] else 0)
