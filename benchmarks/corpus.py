"""Articles for measuring: any number of them, the same every time, made of the seeds' words."""

import random
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PARAGRAPHS, WORDS = 12, 42  # of an article, of a paragraph
COPIED = 0.1  # the share of paragraphs that stand in an earlier article word for word


def article(number: int) -> bytes:
    """The plain text file of one article, about 510 words with a header, as UTF-8."""
    day = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
    paragraphs = [_paragraph(number, place) for place in range(PARAGRAPHS)]
    return "\n\n".join([f" date {day}", f"Article number {number}", *paragraphs, ""]).encode()


def _paragraph(number: int, place: int) -> str:
    chance = random.Random(f"{number}/{place}")
    if number and chance.random() < COPIED:
        return _paragraph(chance.randrange(number), place)
    words = [chance.choice(_words()) for _ in range(WORDS)]
    return f"{words[0].capitalize()} {' '.join(words[1:])} ({number}/{place})."


@cache
def _words() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [word for text in texts for word in text.split() if word.isalpha()]
