"""Hours at which people write: the demo is built at any hour, and nobody of it writes at four in the morning."""

from datetime import datetime, timedelta

from django.utils import timezone

FIRST_HOUR, LAST_HOUR = 8, 19
A_DAY = timedelta(days=1)


def in_daytime(moment: datetime) -> datetime:
    """Return a moment of the same day between `FIRST_HOUR` and `LAST_HOUR`; what came later comes later still."""
    local = timezone.localtime(moment)
    share = (local.hour * 60 + local.minute) / (24 * 60)
    start = local.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    return start + timedelta(minutes=int(share * (LAST_HOUR - FIRST_HOUR) * 60))


def past_daytime(moment: datetime, *, after: datetime | None = None) -> datetime:
    """Return a moment in daytime that is past, and not before `after`, one that is."""
    now = timezone.now()
    written = in_daytime(moment)
    if written > now:
        written = in_daytime(now)
    if written > now:
        written -= A_DAY
    return max(written, after) if after else written
