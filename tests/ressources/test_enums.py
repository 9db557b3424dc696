"""Durations, licences and states."""

import pytest

from reseau.extraction import problems
from ressources.enums import DurationBucket, Licence, SheetState
from ressources.files.enums import Refusal, Unreadable


@pytest.mark.parametrize(
    ("minutes", "buckets"),
    [(45, ("60", "90", "120")), (60, ("60", "90", "120")), (61, ("90", "120")), (91, ("120",)), (121, ("long",))],
)
def test_workshop_is_in_every_duration_bucket_it_fits(minutes, buckets):
    assert DurationBucket.holding(minutes) == buckets


def test_each_state_has_its_mark():
    assert [state.mark for state in SheetState] == ["", "wait", "bad", "good", ""]


def test_every_file_problem_has_its_message():
    codes = {value for name, value in vars(problems).items() if name.isupper()}
    assert codes == {*Refusal.values, *Unreadable.values}
    assert [reason for reason in Unreadable if not reason.advice] == []


def test_every_licence_describes_permissions_and_consequences():
    assert [licence for licence in Licence if not licence.means] == []
    assert [licence for licence in Licence if not licence.address] == [Licence.RESERVED]
    assert [licence for licence in Licence if not licence.may_be_adapted] == [Licence.RESERVED]


def test_share_alike_licence_is_kept_by_adaptations():
    assert Licence.BY_SA.for_adaptations == (Licence.BY_SA,)
    assert Licence.RESERVED.for_adaptations == ()
    # An attribution licence allows only licences with attribution.
    assert [licence for licence in Licence if Licence.CC0 in licence.for_adaptations] == [Licence.CC0]
