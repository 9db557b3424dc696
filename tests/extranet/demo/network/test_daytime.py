"""Whatever the hour at which the demo is built, its messages are written by day, in the past, in their order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from extranet.demo.network.daytime import FIRST_HOUR, LAST_HOUR, in_daytime, past_daytime
from forums.messages.posts.models import Post
from tests.clock import freeze_time

START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@given(MOMENTS, MOMENTS)
def test_moments_of_day_and_night_keep_their_order(one, other):
    first, second = sorted((one, other))
    assert in_daytime(first) <= in_daytime(second)
    assert FIRST_HOUR <= timezone.localtime(in_daytime(first)).hour < LAST_HOUR
    assert timezone.localdate(in_daytime(first)) == timezone.localdate(first)


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_what_is_written_is_past_and_by_day_at_any_hour(hour):
    with freeze_time(datetime(2026, 3, 29, hour, 20, tzinfo=UTC)):
        written = None
        for hours in (0.5, 2, 9, 30, 60):
            earlier = written
            written = past_daytime(timezone.now() - timedelta(hours=48) + timedelta(hours=hours), after=written)
            assert written <= timezone.now()
            assert earlier is None or earlier <= written
            assert FIRST_HOUR <= timezone.localtime(written).hour < LAST_HOUR


def test_messages_of_the_demo_are_written_by_day(running_demo):
    hours = {timezone.localtime(created).hour for created in Post.objects.values_list("created", flat=True)}
    assert min(hours) >= FIRST_HOUR
    assert max(hours) < LAST_HOUR
