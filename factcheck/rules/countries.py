"""The countries in English, by their two-letter codes (ISO 3166-1; names from Unicode CLDR)."""

from babel import Locale

from articles.formats.countries import COUNTRY_CODES

_NAMES = Locale("en").territories
COUNTRIES = dict(sorted(((code, _NAMES[code]) for code in COUNTRY_CODES), key=lambda pair: pair[1]))


def country(code: str) -> str:
    """The name of a country, or its code where that is not known."""
    return COUNTRIES.get(code, code)
