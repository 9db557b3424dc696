"""Months that are over and that nobody confirmed: the last six of each place, the latest first."""

import datetime
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from qualite.activity.activity_month.models import ActivityMonth
from qualite.activity.visit_tally.models import HalfDayTally
from reseau.places.models.epm import EPM

ASKED = 6


def waiting_months(places: Sequence[EPM], today: datetime.date) -> dict[int, list[datetime.date]]:
    """Return the first days of these months by place, among those that the place could confirm. One query."""
    days, day = [], today.replace(day=1)
    for _ in range(ASKED):
        day = (day - datetime.timedelta(days=1)).replace(day=1)
        days.append(day)
    confirmed = set(
        ActivityMonth.objects.confirmed().filter(epm__in=places, first_day__in=days).values_list("epm", "first_day")
    )
    return {epm.pk: [day for day in days if (epm.pk, day) not in confirmed] for epm in places}


def places_to_confirm(user, today: datetime.date) -> QuerySet[EPM]:
    """Return the places of `user` that counted people last month and did not confirm it."""
    last_month = (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    tallies = HalfDayTally.objects.filter(epm=OuterRef("pk")).of_month(last_month)
    confirmed = ActivityMonth.objects.confirmed().filter(epm=OuterRef("pk"), first_day=last_month)
    places = EPM.objects.filter(Exists(tallies.order_by()), pk__in=user.epm_ids)
    return places.filter(~Exists(confirmed.order_by()))
