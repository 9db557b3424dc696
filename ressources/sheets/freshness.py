"""When a published sheet is due to be read again, so that outdated content is found before a workshop.

The date is computed, unless somebody chose one since the last publication.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

# Eighteen months after the publication; in days, so that the database computes the same date.
LIFETIME = timedelta(days=548)
# Delay before the reviewers of the territory are notified as well.
PATIENCE = timedelta(days=30)
# The furthest date that one may choose.
FURTHEST = timedelta(days=3 * 365)


def due_by(day: date) -> Q:
    """Return the condition of the published sheets that are due on `day` or before."""
    published_before = timezone.make_aware(datetime.combine(day - LIFETIME + timedelta(days=1), time.min))
    has_chosen_date = Q(review_date__chosen_at__gte=F("last_published_at"))
    has_computed_date = Q(review_date=None) | Q(review_date__chosen_at__lt=F("last_published_at"))
    return (has_chosen_date & Q(review_date__due__lte=day)) | (
        has_computed_date & Q(last_published_at__lt=published_before)
    )


def due_on(sheet) -> date | None:
    """Return the day on which `sheet` is due; None if it was never published."""
    if sheet.last_published_at is None:
        return None
    review_date = getattr(sheet, "review_date", None)
    if review_date and review_date.chosen_at >= sheet.last_published_at:
        return review_date.due
    return timezone.localdate(sheet.last_published_at) + LIFETIME
