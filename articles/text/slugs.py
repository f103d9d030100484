"""Addresses made of words."""

from collections.abc import Container


def free(stem: str, taken: Container[str]) -> str:
    """`stem` where it is not taken, else the first of "stem-2", "stem-3", … that is not."""
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
