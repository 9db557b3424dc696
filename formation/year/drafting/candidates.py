"""Candidate sessions of a year: the best dates for each training, territory and fortnight."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from formation.offer.annual_plan.models import AnnualPlan
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.half_day import HalfDay
from formation.year.planning.date_search.costs import Costs
from formation.year.planning.date_search.ranking import DateOption, diversified, ranked
from formation.year.planning.date_search.search_space import MOST_HALF_DAYS, SearchSpace, Trainer, Wisher
from formation.year.planning.date_search.search_space_loading import (
    NOTICE,
    BusyTimes,
    read_half_days_by_territory,
    read_rooms,
    read_trainers,
    trainers_by_training,
    wishers_by_training,
)
from formation.year.planning.models import TrainerProfile
from reseau.places.models.commune import Territory
from reseau.texts.french_order import Folded

FORTNIGHT = datetime.timedelta(days=14)
BEST_OF_A_FORTNIGHT = 2


@dataclass(frozen=True, slots=True)
class Course:
    """A training to schedule: length, seats, members who want it, half-days planned already."""

    key: int
    title: str
    half_days: int
    seats: int
    workstations: int
    planned: int
    wishers: tuple[Wisher, ...]
    trainers: tuple[Trainer, ...]

    @property
    def voices(self) -> Counter:
        """Number of members who want it, by key of territory."""
        return Counter(wisher.territory for wisher in self.wishers if wisher.territory)

    def within(self, search_space: SearchSpace) -> SearchSpace:
        """Return the search space of dates for this training."""
        return replace(
            search_space,
            half_days=self.half_days,
            seats=self.seats,
            workstations=self.workstations,
            trainers=self.trainers,
            wishers=self.wishers,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible session, before the optimiser decides."""

    course: Course
    choice: DateOption

    @property
    def half_days(self) -> int:
        return len(self.choice.moments)

    @property
    def territory(self) -> int:
        return self.choice.room.territory


@dataclass(frozen=True, slots=True)
class Year:
    """Facts about a year. `missing`: half-days between the plan, drafts included, and the target."""

    year: int
    missing: int
    first: datetime.date
    last: datetime.date
    search_space: SearchSpace
    courses: tuple[Course, ...]


def load_year(year: int) -> Year:
    """Load the facts, from the first day that leaves enough notice to the end of `year`."""
    first = max(datetime.date(year, 1, 1), timezone.localdate() + NOTICE)
    last = datetime.date(year, 12, 31)
    profiles = TrainerProfile.objects.all()
    busy_times = BusyTimes.between(first, last)
    trainers = {trainer.key: trainer for trainer in read_trainers(profiles, busy_times)}
    trainer_keys = trainers_by_training(profiles)
    planned_half_days = Counter(HalfDay.objects.of_year(year).planned().values_list("session__training", flat=True))
    wishers = wishers_by_training()
    courses = []
    for training in TrainingPage.objects.live().prefetch_related("programme").order_by(Folded("title"), "pk"):
        half_days = min(max(len(training.programme.all()), 1), MOST_HALF_DAYS)
        courses.append(
            Course(
                key=training.pk,
                title=training.title,
                half_days=half_days,
                seats=training.capacity,
                workstations=training.workstations,
                planned=planned_half_days[training.pk],
                wishers=tuple(wishers.get(training.pk, ())),
                trainers=tuple(trainers[key] for key in trainer_keys.get(training.pk, ()) if key in trainers),
            )
        )
    search_space = SearchSpace(
        first=first,
        last=last,
        half_days=1,
        seats=1,
        workstations=0,
        rooms=tuple(read_rooms(busy_times)) if first <= last else (),
        territories={territory.pk: territory.name for territory in Territory.objects.all()},
        half_days_by_territory=read_half_days_by_territory(year, year),
    )
    target = AnnualPlan.objects.of_year(year).target
    return Year(year, max(target - planned_half_days.total(), 0), first, last, search_space, tuple(courses))


def candidates_for(year: Year) -> Iterator[Candidate]:
    """Yield the best choices of each training, territory and fortnight, so that the whole year is covered."""
    for course in year.courses:
        for territory in year.search_space.territories:
            rooms = tuple(room for room in year.search_space.rooms if room.territory == territory)
            for first, last in _fortnights(year.first, year.last):
                search_space = replace(course.within(year.search_space), first=first, last=last, rooms=rooms)
                for choice in diversified(ranked(Costs(search_space)), BEST_OF_A_FORTNIGHT):
                    yield Candidate(course, choice)


def _fortnights(first: datetime.date, last: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield fortnights from Monday to Sunday, cut at both ends."""
    while first <= last:
        monday = first - datetime.timedelta(days=first.weekday())
        yield first, min(monday + FORTNIGHT - datetime.timedelta(days=1), last)
        first = monday + FORTNIGHT
