"""What is told apart stays so until it is taken back, each step with its entry."""

import pytest

from factcheck.models import Distinction
from factcheck.services import distinctions
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db


def test_two_actors_are_told_apart_once_whichever_comes_first(editor):
    one, other = make.actor("Ann"), make.actor("Anna")
    with new_entries() as entries:
        first = distinctions.tell_apart(actor=other, other=one, by=editor)
        assert distinctions.tell_apart(actor=one, other=other, by=editor) == first
    assert (first.actor, first.other, first.made_by) == (one, other, editor)
    assert verbs(entries) == ["tell apart"]
    assert str(first) == "Ann is not Anna"


def test_what_is_taken_back_may_be_told_apart_again(editor):
    actor = make.actor("Ann")
    first = distinctions.tell_apart(actor=actor, spelling="Anne", by=editor)
    assert str(first) == "Ann is not “Anne”"
    with new_entries() as entries:
        for _ in range(2):
            distinctions.take_back(distinction=first, by=editor)
    assert verbs(entries) == ["take back distinction"]
    again = distinctions.tell_apart(actor=actor, spelling="Anne", by=editor)
    assert list(Distinction.objects.standing()) == [again]
