"""Articles of a table: with a title that stands beside the text, not in it."""

import json
from itertools import count

from articles.services.ingest import ingest

numbers = count(1)


def stored(text, title=""):
    """The article that a row of these columns becomes."""
    name = f"row-{next(numbers)}"
    row = json.dumps({"text": text, "title": title, "source_name": name})
    done = ingest(name=f"{name}.jsonl", data=row.encode())
    assert done.created, done.message
    return done.created[0].article
