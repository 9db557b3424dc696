"""When a mail may leave: outside quiet hours, those of the person or of the site; when the next digest is made."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from alertes.choices.preferences.models import QuietHours
from alertes.enums import Rhythm

Hours = tuple[int, int]
NONE: Hours = (0, 0)
MONDAY = 0


def site_hours() -> Hours:
    """Return the quiet hours of the site: from, until."""
    begin, _, end = settings.QUIET_HOURS.partition("-")
    return (int(begin), int(end)) if end else NONE


def quiet_hours(members: Iterable[int]) -> dict[int, Hours]:
    """Return the quiet hours of each of `members` (primary keys). One query."""
    members = list(members)
    own = QuietHours.objects.filter(member__in=members).values_list("member", "begin", "end")
    return dict.fromkeys(members, site_hours()) | {pk: (begin, end) for pk, begin, end in own}


def after_quiet(moment: datetime, hours: Hours) -> datetime:
    """Return `moment`, or the end of the quiet hours in which it falls."""
    begin, end = hours
    local = timezone.localtime(moment)
    is_quiet = begin <= local.hour < end if begin <= end else local.hour >= begin or local.hour < end
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1) if local.hour >= end else local.date()
    return _at(day, end)


def quiet_begin(moment: datetime, hours: Hours) -> datetime | None:
    """Return when the next quiet hours begin after `moment`, which is in none; None if there are none."""
    begin, end = hours
    if begin == end:
        return None
    local = timezone.localtime(moment)
    return _at(local.date() if local.hour < begin else local.date() + timedelta(days=1), begin)


def next_digest(rhythm: Rhythm, moment: datetime) -> datetime:
    """Return when a digest takes in what happens at `moment`: the next morning, for a week the next Monday morning."""
    local = timezone.localtime(moment)
    day = local.date() if local.hour < settings.DIGEST_HOUR else local.date() + timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return _at(day, settings.DIGEST_HOUR)


def _at(day, hour: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001 - made aware here
