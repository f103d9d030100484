from articles.formats.countries import COUNTRY_CODES
from factcheck.rules.countries import COUNTRIES, country


def test_every_code_has_a_name_and_they_are_sorted_by_it():
    assert COUNTRIES.keys() == COUNTRY_CODES
    assert list(COUNTRIES.values()) == sorted(COUNTRIES.values())
    assert COUNTRIES["AZ"] == "Azerbaijan"


def test_what_is_no_code_stays_as_it_is():
    assert (country("AM"), country("ZQ"), country("")) == ("Armenia", "ZQ", "")
