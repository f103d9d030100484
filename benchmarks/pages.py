"""What the pages of the seeds cost, beside a page that only says it is alive."""

from io import StringIO

from benchmarks.clock import middle
from benchmarks.corpus import SEEDS


def measure():
    from django.core.management import call_command
    from django.test import Client

    from factcheck.management.commands import prepare_demo
    from factcheck.models import Claim

    told = StringIO()
    call_command("import_articles", str(SEEDS), stdout=told, stderr=told)
    call_command("import_claims", str(SEEDS / "claims.json"), stdout=told)
    prepare_demo.open_articles()
    client = Client(headers={"host": "localhost"})
    claim = Claim.objects.get(key="c20")
    article = claim.evidence.first().passage.revision.article
    hello = middle(lambda: client.get("/healthz"))
    for name, address in {
        "claims list": "/claims/",
        "claim page": claim.get_absolute_url(),
        "article page": article.get_absolute_url(),
    }.items():
        cost = middle(lambda a=address: client.get(a)) / hello
        yield f"{name}, times a page of one word", cost, "×"
