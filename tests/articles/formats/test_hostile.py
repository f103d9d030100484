from collections import Counter

import pytest

from tests import hostile


def test_there_are_many_hostile_files_each_with_a_name_of_its_own():
    names = Counter(file.name for file in [*hostile.FILES, *hostile.HEAVY])
    assert sum(names.values()) >= 150
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("file", hostile.FILES, ids=lambda file: ascii(file.name)[:60])
def test_a_hostile_file_has_the_outcome_that_it_must_have(file):
    found = hostile.outcome_of(file.name, file.make())
    assert found.faults(file) == [], found
