"""Activity of places in the demo: a tally since January, months confirmed but the last ones, a correction."""

import datetime
import random
from collections.abc import Sequence

from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.activity_month.measures import VISITS
from qualite.activity.activity_month.models import next_month
from qualite.activity.activity_month.services import confirm_month, correct_figure
from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.themes import VISIT, themes
from reseau.people.members.models.member import Member

PLACES = 12
# Themes that people ask for most, by rank in the vocabulary.
ASKED = (18, 1, 5, 4, 8, 12, 6)
REASON = "La feuille de l’accueil en compte quatre de plus, un jour de panne."


def build_activity(*, animators: Sequence[Member], draw: random.Random) -> None:
    """Count a year in twelve places. The first one has two months to confirm, one of them corrected."""
    first_days = _months_of_the_year(timezone.localdate())
    for rank, member in enumerate(_one_of_each_place(animators)[:PLACES]):
        position = member.positions.live().select_related("epm").get()
        HalfDayTally.objects.bulk_create(_tallies(position.epm, first_days, draw))
        past = [day for day in first_days if next_month(day) <= timezone.localdate()]
        to_confirm = past[: len(past) - 2 + rank % 3]
        if rank == 0:
            to_confirm = past[:-2]
            for day in past[-1:]:
                _correct(position.epm, day, member)
        for day in to_confirm:
            confirm_month(epm=position.epm, first_day=day, by=member)


def _one_of_each_place(animators: Sequence[Member]) -> list[Member]:
    by_place: dict[int, Member] = {}
    for member in animators:
        places = list(member.positions.live().values_list("epm", flat=True))
        if len(places) == 1 and places[0]:
            by_place.setdefault(places[0], member)
    return list(by_place.values())


def _months_of_the_year(today: datetime.date) -> list[datetime.date]:
    """Return the twelve months that end with this one."""
    days = [today.replace(day=1)]
    while len(days) < 12:
        days.append((days[-1] - datetime.timedelta(days=1)).replace(day=1))
    return days[::-1]


def _tallies(epm, first_days: Sequence[datetime.date], draw: random.Random) -> list[HalfDayTally]:
    """Return the counts of two half-days a week, less in summer."""
    today, subjects, rows = timezone.localdate(), themes(), []
    day, pace = first_days[0], draw.randint(4, 11)
    while day <= today:
        if day.weekday() in (1, 3):
            part = DayPart.MORNING if day.weekday() == 1 else DayPart.AFTERNOON
            visits = max(1, pace + draw.randint(-3, 4) - (3 if day.month in (7, 8) else 0))
            rows.append(HalfDayTally(epm=epm, date=day, part=part, subject=VISIT, count=visits))
            for theme in draw.sample(ASKED, 2):
                code = subjects[theme].code
                rows.append(HalfDayTally(epm=epm, date=day, part=part, subject=code, count=draw.randint(1, 3)))
        day += datetime.timedelta(days=1)
    return rows


def _correct(epm, first_day: datetime.date, member: Member) -> None:
    counted = HalfDayTally.objects.filter(epm=epm).of_month(first_day).visits()
    total = sum(counted.values_list("count", flat=True))
    correct_figure(epm=epm, first_day=first_day, measure=VISITS, value=total + 4, reason=REASON, by=member)
