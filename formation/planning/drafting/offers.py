"""What a year may be made of: for each training, territory and fortnight, the best dates that the search finds."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from formation.catalogue.models.training import TrainingPage
from formation.planning.finding.costs import Costs
from formation.planning.finding.loading import (
    NOTICE,
    Taken,
    half_days_held,
    read_rooms,
    read_trainers,
    trainings_given,
    wishers_by_training,
)
from formation.planning.finding.ranking import Choice, ranked, varied
from formation.planning.finding.world import MOST_HALF_DAYS, Trainer, Wisher, World
from formation.planning.models.plan import AnnualPlan
from formation.planning.models.trainer import TrainerProfile
from formation.sessions.models.half_day import HalfDay
from reseau.places.models.commune import Territory

FORTNIGHT = datetime.timedelta(days=14)
BEST_OF_A_FORTNIGHT = 2


@dataclass(frozen=True, slots=True)
class Course:
    """A training that may be given: how long, for how many, who wants it from where, what is planned of it."""

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
        """How many want it in each territory."""
        return Counter(wisher.territory for wisher in self.wishers if wisher.territory)

    def within(self, world: World) -> World:
        """The world in which a date is sought for this training."""
        return replace(
            world,
            half_days=self.half_days,
            seats=self.seats,
            workstations=self.workstations,
            trainers=self.trainers,
            wishers=self.wishers,
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A session that might be: everything but the decision."""

    course: Course
    choice: Choice

    @property
    def half_days(self) -> int:
        return len(self.choice.moments)

    @property
    def territory(self) -> int:
        return self.choice.room.territory


@dataclass(frozen=True, slots=True)
class Year:
    """`missing`: half-days between what is planned, drafts included, and the target."""

    year: int
    missing: int
    first: datetime.date
    last: datetime.date
    world: World
    courses: tuple[Course, ...]


def read_year(year: int) -> Year:
    """From the first day that leaves people time to get ready to the last of `year`."""
    first = max(datetime.date(year, 1, 1), timezone.localdate() + NOTICE)
    last = datetime.date(year, 12, 31)
    profiles = TrainerProfile.objects.all()
    taken = Taken.between(first, last)
    trainers = {trainer.key: trainer for trainer in read_trainers(profiles, taken)}
    given = trainings_given(profiles)
    planned = Counter(HalfDay.objects.of_year(year).planned().values_list("session__training", flat=True))
    wishers = wishers_by_training()
    courses = []
    for training in TrainingPage.objects.live().prefetch_related("programme").order_by("title", "pk"):
        half_days = min(max(len(training.programme.all()), 1), MOST_HALF_DAYS)
        courses.append(
            Course(
                key=training.pk,
                title=training.title,
                half_days=half_days,
                seats=training.capacity,
                workstations=training.workstations,
                planned=planned[training.pk],
                wishers=tuple(wishers.get(training.pk, ())),
                trainers=tuple(trainers[key] for key in given.get(training.pk, ()) if key in trainers),
            )
        )
    world = World(
        first=first,
        last=last,
        half_days=1,
        seats=1,
        workstations=0,
        rooms=tuple(read_rooms(taken)) if first <= last else (),
        territories={one.pk: one.name for one in Territory.objects.all()},
        held=half_days_held(year, year),
    )
    target = AnnualPlan.objects.of_year(year).target
    return Year(year, max(target - planned.total(), 0), first, last, world, tuple(courses))


def offers_of(year: Year) -> Iterator[Offer]:
    """The best of each training, territory and fortnight: enough to choose from, and the whole year is looked at."""
    for course in year.courses:
        for territory in year.world.territories:
            rooms = tuple(room for room in year.world.rooms if room.territory == territory)
            for first, last in _fortnights(year.first, year.last):
                world = replace(course.within(year.world), first=first, last=last, rooms=rooms)
                for choice in varied(ranked(Costs(world)), BEST_OF_A_FORTNIGHT):
                    yield Offer(course, choice)


def _fortnights(first: datetime.date, last: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """From Monday to Sunday a week later, cut at both ends."""
    while first <= last:
        monday = first - datetime.timedelta(days=first.weekday())
        yield first, min(monday + FORTNIGHT - datetime.timedelta(days=1), last)
        first = monday + FORTNIGHT
