"""Durations, licences and states."""

import pytest

from reseau.extraction import problems
from ressources.enums import DurationBucket, Licence, SheetState
from ressources.files.enums import Refusal, Unreadable


@pytest.mark.parametrize(
    ("minutes", "buckets"),
    [(45, ("60", "90")), (60, ("60", "90")), (61, ("90",)), (90, ("90",)), (91, ("long",)), (180, ("long",))],
)
def test_workshop_stands_in_every_bucket_it_fits(minutes, buckets):
    assert DurationBucket.holding(minutes) == buckets


def test_each_state_has_its_mark():
    assert [state.mark for state in SheetState] == ["", "wait", "bad", "good", ""]


def test_every_problem_that_a_file_may_have_has_its_sentence():
    codes = {value for name, value in vars(problems).items() if name.isupper()}
    assert codes == {*Refusal.values, *Unreadable.values}
    assert [reason for reason in Unreadable if not reason.advice] == []


def test_every_licence_says_what_it_allows_and_what_comes_of_it():
    assert [licence for licence in Licence if not licence.means] == []
    assert [licence for licence in Licence if not licence.address] == [Licence.RESERVED]
    assert [licence for licence in Licence if not licence.may_be_adapted] == [Licence.RESERVED]


def test_share_alike_licence_is_kept_by_adaptations():
    assert Licence.BY_SA.for_adaptations == (Licence.BY_SA,)
    assert Licence.RESERVED.for_adaptations == ()
    # A licence that asks for attribution only allows licences that ask for it.
    assert [licence for licence in Licence if Licence.CC0 in licence.for_adaptations] == [Licence.CC0]
