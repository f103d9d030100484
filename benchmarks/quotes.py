"""Quotes that are found, against a labelled set: python -m benchmarks.quotes PATH/TO/quotes.json

The labels are a list of {"file", "type", "quote", "start", "speaker", "core"}; the files stand in
seeds/. A found quote is right where it shares more than half of its words with a labelled one.
"""

import json
import sys
from pathlib import Path

from articles.text.quotes import Quote, find_quotes

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    """How much of the longer span the two have in common."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / max(a[1] - a[0], b[1] - b[0])


def is_right(quote: Quote, label: dict) -> bool:
    span = label["start"], label["start"] + len(label["quote"])
    return shared((quote.start, quote.end), span) > 0.5


def main(gold_path: str) -> None:
    labels = json.loads(Path(gold_path).read_text(encoding="utf-8"))
    files = sorted({label["file"] for label in labels})
    texts = {name: (SEEDS / name).read_text(encoding="utf-8") for name in files}
    found = [(name, quote) for name, text in texts.items() for quote in find_quotes(text)]
    matched = [
        (label, [q for name, q in found if name == label["file"] and is_right(q, label)])
        for label in labels
    ]
    right = {id(quote) for _, quotes in matched for quote in quotes}
    core = [(label, quotes) for label, quotes in matched if label["core"]]
    direct = [(label, quotes) for label, quotes in core if label["type"] == "direct"]
    told = [
        any(q.speaker == label["speaker"] and q.directness == "direct" for q in quotes)
        for label, quotes in direct
    ]
    named = [any(q.speaker == label["speaker"] for q in quotes) for label, quotes in core if quotes]
    say = sys.stdout.write
    say(f"precision              {len(right)}/{len(found)}\n")
    say(f"core found             {sum(bool(quotes) for _, quotes in core)}/{len(core)}\n")
    say(f"direct, right speaker  {sum(told)}/{len(direct)}\n")
    say(f"right speaker          {sum(named)}/{len(named)} of the core quotes found\n")
    for name, quote in found:
        if id(quote) not in right:
            words = texts[name][quote.start : quote.end]
            say(f"false   {name} {quote.start}: {quote.speaker}: {words}\n")
    for label, quotes in core:
        if not quotes:
            say(f"missed  {label['file']} {label['start']}: {label['speaker']}: {label['quote']}\n")
        elif not any(q.speaker == label["speaker"] for q in quotes):
            say(
                f"speaker {label['file']} {label['start']}: "
                f"{quotes[0].speaker}, not {label['speaker']}\n"
            )


if __name__ == "__main__":
    main(sys.argv[1])
