"""The rotating code opens one half-day, while it is shown and a little after."""

import datetime

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.proof.attendance.rotating_codes import LIFE, SALT, STEP, code_for, half_day_of

NOW = datetime.datetime(2026, 3, 12, 9, 0, tzinfo=datetime.UTC)


def in_seconds(number: float) -> datetime.datetime:
    return NOW + datetime.timedelta(seconds=number)


def test_code_changes_and_opens_its_own_half_day():
    assert code_for(12, NOW) == code_for(12, in_seconds(STEP - 1))
    assert code_for(12, NOW) != code_for(12, in_seconds(STEP))
    assert (half_day_of(code_for(12, NOW), NOW), half_day_of(code_for(13, NOW), NOW)) == (12, 13)


@pytest.mark.parametrize("seconds", [LIFE.total_seconds() + 1, 24 * 3600, -STEP - 1])
def test_expired_or_future_code_is_refused(seconds):
    with pytest.raises(ValidationError, match="a changé depuis"):
        half_day_of(code_for(12, NOW), in_seconds(seconds))


@pytest.mark.parametrize("seconds", [-STEP, 0, LIFE.total_seconds()])
def test_code_stays_valid_long_enough_to_scan_it(seconds):
    """Also on a server whose clock is a little late."""
    assert half_day_of(code_for(12, NOW), in_seconds(seconds)) == 12


@pytest.mark.parametrize("alter", [
    lambda code: code.replace("12-", "13-", 1),
    lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"),
    lambda code: code.partition(":")[0],
    lambda code: signing.Signer(salt="autre").sign(code.rpartition(":")[0]),
    lambda code: signing.Signer(salt=SALT).sign("12"),
    lambda code: signing.Signer(salt=SALT).sign("douze-3"),
])  # fmt: skip
def test_forged_code_is_refused(alter):
    with pytest.raises(ValidationError, match="n’est pas un code"):
        half_day_of(alter(code_for(12, timezone.now())))
