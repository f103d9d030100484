"""What an editor waits for at a crowded article: its desk, and a link that is saved and shown."""

import time

from benchmarks.clock import middle

PASSAGES, PROPOSALS = 200, 40


def measure():
    from django.test import Client

    from factcheck.queries.proposals import quotes_of
    from tests import make

    editor = make.person("editor", "editor")
    revision = _crowded(editor)
    assert revision.passages.count() == PASSAGES
    assert len(quotes_of(revision)["proposals"]) == PROPOSALS
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    address = f"/desk/articles/{revision.article_id}/"
    hello = middle(lambda: client.get("/healthz"))
    opened = middle(lambda: client.get(address), times=10)
    yield f"desk of {PASSAGES} passages and {PROPOSALS} proposals, processor", opened, "ms"
    yield "… times a page of one word", opened / hello, "×"
    panel = middle(lambda: client.get(f"{address}panel/?start=0&end=20"), times=10)
    yield "panel for chosen words, processor", panel, "ms"
    spent = sorted(_links(client, revision, f"{address}link/"))
    yield "link saved and shown, middle, by the clock", spent[len(spent) // 2], "ms"
    yield "… the slowest of all", spent[-1], "ms"
    yield "… times a page of one word", spent[len(spent) // 2] / hello, "×"


def _crowded(editor):
    """A text with as many linked sentences as passages, and as many quotes that wait."""
    from factcheck.models import Stance, Suggestion
    from tests import make

    speaker = make.actor()
    paragraphs = [
        f"Sentence {n} of this article stands here for what it says. Another one, number {n},"
        f" follows it and says more about the road, the trucks and the talks of that day."
        for n in range(PASSAGES)
    ]
    article = make.article("\n\n".join(paragraphs) + "\n")
    revision = article.revisions.get()
    claims = [make.claim(f"Claim number {n} about the road holds.") for n in range(20)]
    for n in range(PASSAGES):
        words = make.words(article, f"Sentence {n} of this article")
        make.link(claims[n % 20], words, list(Stance)[n % 3], speaker, editor=editor)
    for n in range(PROPOSALS):
        exact = f"Another one, number {n},"
        start = revision.text.index(exact)
        Suggestion.objects.create(
            kind="quote",
            key=str(n),
            revision=revision,
            start=start,
            end=start + len(exact),
            exact=exact,
            speaker_name=speaker.name,
            directness="indirect_speech",
        )
    return revision


def _links(client, revision, address, times=20):
    """Milliseconds from sending a link to its answer, the desk with the new mark in it."""
    from factcheck.models import Claim

    slug = Claim.objects.order_by("pk").first().slug
    for n in range(times):
        exact = f"number {n}, follows it"
        start = revision.text.index(exact)
        asked = {"start": start, "end": start + len(exact), "exact": exact, "claim": slug}
        asked |= {"stance": "mentions", "directness": "narration"}
        begun = time.perf_counter()
        answer = client.post(address, asked, headers={"HX-Request": "true"})
        yield (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200, answer.content
