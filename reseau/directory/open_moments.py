"""Moments that people ask about: open now, this evening, on Saturday."""

import datetime

from django.db import models
from django.utils import timezone

from reseau.enums import Weekday
from reseau.places.models.hours import DAYS_OF_TRUST
from reseau.places.models.opening_interval import OpeningInterval
from reseau.texts.wording import day_in_full

# An evening begins when most people leave work.
EVENING = datetime.time(18)
INSTANT = datetime.timedelta(microseconds=1)


class OpenMoment(models.TextChoices):
    """The value stands in addresses: `/annuaire/?q=Gramat&ouvert=samedi`."""

    NOW = "maintenant", "Ouvert maintenant"
    THIS_EVENING = "soir", "Ouvert ce soir"
    SATURDAY = "samedi", "Ouvert samedi"

    def day(self, now: datetime.datetime) -> datetime.date:
        """Return the day asked about. From 18 h on, a Saturday leaves its place to the next one."""
        local = timezone.localtime(now)
        if self != OpenMoment.SATURDAY:
            return local.date()
        days = (Weekday.SATURDAY - local.weekday()) % 7
        if not days and local.time() >= EVENING:
            days = 7
        return local.date() + datetime.timedelta(days=days)

    def period(self, now: datetime.datetime) -> tuple[datetime.datetime, datetime.datetime]:
        """Return the beginning and the end of what is asked about, without what has passed already."""
        if self == OpenMoment.NOW:
            return now, now + INSTANT
        day = self.day(now)
        begin = _local(day, EVENING if self == OpenMoment.THIS_EVENING else datetime.time.min)
        return max(begin, now), _local(day + datetime.timedelta(days=1), datetime.time.min)

    def words(self, now: datetime.datetime) -> str:
        """« en ce moment », « ce soir », « samedi 5 décembre »."""
        if self == OpenMoment.SATURDAY:
            return day_in_full(self.day(now), "l j F")
        return "en ce moment" if self == OpenMoment.NOW else "ce soir après 18\u00a0h"


def open_during(moment: OpenMoment, now: datetime.datetime) -> models.Q:
    """Return the condition that a place is open at `moment`; nobody says « open » of hours that nobody checks."""
    intervals = OpeningInterval.objects.around(*moment.period(now)).filter(epm=models.OuterRef("pk")).order_by()
    trusted_since = timezone.localdate(now) - datetime.timedelta(days=DAYS_OF_TRUST)
    return models.Q(models.Exists(intervals), is_open=True, checked_on__gte=trusted_since)


def _local(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, hour, timezone.get_current_timezone())
