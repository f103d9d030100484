"""Parts of addresses."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class WordsConverter(StringConverter):
    """A slug in any script: letters, digits, hyphens and underscores."""

    regex = r"[-\w]+"


register_converter(WordsConverter, "words")
