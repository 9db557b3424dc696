"""When a published sheet is to be read again: what rots is found before somebody runs it in front of people.

Nobody has to choose a date: without one, or once the sheet has been published anew, it is computed.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

# Eighteen months after its publication; counted in days, so that the database counts alike.
LIFETIME = timedelta(days=548)
# How long its author has before the territorial animator is told as well.
PATIENCE = timedelta(days=30)
# Nobody puts a sheet off for ever.
FURTHEST = timedelta(days=3 * 365)


def due_by(day: date) -> Q:
    """Condition on published sheets: to be read again on `day` or before."""
    published_before = timezone.make_aware(datetime.combine(day - LIFETIME + timedelta(days=1), time.min))
    chosen = Q(review_date__chosen_at__gte=F("last_published_at"))
    computed = Q(review_date=None) | Q(review_date__chosen_at__lt=F("last_published_at"))
    return (chosen & Q(review_date__due__lte=day)) | (computed & Q(last_published_at__lt=published_before))


def due_on(sheet) -> date | None:
    """The day on which `sheet` is to be read again; nothing if it was never published."""
    if sheet.last_published_at is None:
        return None
    chosen = getattr(sheet, "review_date", None)
    if chosen and chosen.chosen_at >= sheet.last_published_at:
        return chosen.due
    return timezone.localdate(sheet.last_published_at) + LIFETIME
