"""Who reads and who keeps the activity of a place."""

import datetime

from django.http import Http404

from qualite.activity.visit_tally.permissions import may_count
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm

FIRST_YEAR = 2000


def readable_month(user, slug: str, year: int, month: int, *, today: datetime.date) -> tuple[EPM, datetime.date]:
    """Return a place whose activity `user` reads, and the first day of a month that has begun. Raises Http404."""
    return kept_epm(user, slug), begun_month(year, month, today=today)


def kept_month(user, slug: str, year: int, month: int, *, today: datetime.date) -> tuple[EPM, datetime.date]:
    """Return the same, for the team of the place alone. Raises Http404."""
    epm, first_day = readable_month(user, slug, year, month, today=today)
    if not may_count(user, epm):
        raise Http404
    return epm, first_day


def begun_month(year: int, month: int, *, today: datetime.date) -> datetime.date:
    """Return the first day of the month. Raises Http404 for one to come, and for what is no month."""
    if not (FIRST_YEAR <= year <= today.year and 1 <= month <= 12):
        raise Http404
    first_day = datetime.date(year, month, 1)
    if first_day > today:
        raise Http404
    return first_day
