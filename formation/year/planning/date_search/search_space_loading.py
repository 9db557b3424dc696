"""Load the search space of a date, in a constant number of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import Voice
from formation.sessions.distance import Point, place_of
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session_people import SessionTrainer
from formation.year.planning.date_search.search_space import (
    MOST_HALF_DAYS,
    DayAndPart,
    Room,
    SearchSpace,
    Trainer,
    Wisher,
)
from formation.year.planning.models import TrainerProfile
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

# People need time to organise a day away from their EPM.
NOTICE = datetime.timedelta(days=21)
HORIZON = datetime.timedelta(days=365)
WEEK = datetime.timedelta(days=6)


@dataclass(slots=True)
class BusyTimes:
    """When rooms and people are busy, and on which days people give a training. One query."""

    rooms: dict[int, set[DayAndPart]] = field(default_factory=lambda: defaultdict(set))
    people: dict[int, set[DayAndPart]] = field(default_factory=lambda: defaultdict(set))
    training_days: dict[int, set[datetime.date]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> "BusyTimes":
        """Read one more week on both sides, which may hold other days of a trainer's week."""
        busy_times = cls()
        trainer = SessionTrainer.objects.filter(session=OuterRef("half_day__session"), member=OuterRef("member"))
        rows = Occupancy.objects.filter(date__range=(first - WEEK, last + WEEK)).annotate(is_trainer=Exists(trainer))
        for epm, member, date, part, is_trainer in rows.values_list("epm", "member", "date", "part", "is_trainer"):
            if epm is not None:
                busy_times.rooms[epm].add((date, part))
            else:
                busy_times.people[member].add((date, part))
            if is_trainer:
                busy_times.training_days[member].add(date)
        return busy_times


def search_space_for(
    training: TrainingPage,
    *,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
    territory: Territory | None = None,
    territories: Iterable[Territory] | None = None,
    wanted_by: Territory | None = None,
    seats: int | None = None,
) -> SearchSpace:
    """Return the search space, from `first` (default: in three weeks) to `last` (default: a year later).

    Rooms are those of `territory`, or all of them. The people who want it are those of the territory `wanted_by`, or
    all of them. `training` may have `half_day_count` annotated; `territories` are
    all of them, if loaded already.
    """
    first = first or timezone.localdate() + NOTICE
    last = last or first + HORIZON
    busy_times = BusyTimes.between(first, last)
    count = getattr(training, "half_day_count", None)
    wishers = wishers_by_training(Voice.objects.filter(wish__training=training)).get(training.pk, [])
    return SearchSpace(
        first=first,
        last=last,
        half_days=min(max(training.programme.count() if count is None else count, 1), MOST_HALF_DAYS),
        seats=seats or training.capacity,
        workstations=training.workstations,
        rooms=tuple(read_rooms(busy_times, territory)),
        trainers=tuple(read_trainers(TrainerProfile.objects.filter(trainings=training), busy_times)),
        wishers=tuple(wisher for wisher in wishers if not wanted_by or wisher.territory == wanted_by.pk),
        wanted_by=wanted_by.pk if wanted_by else None,
        voices=Counter(wisher.territory for wisher in wishers),
        territories={territory.pk: territory.name for territory in (territories or Territory.objects.all())},
        half_days_by_territory=read_half_days_by_territory(first.year, last.year),
    )


def read_rooms(busy_times: BusyTimes, territory: Territory | None = None) -> list[Room]:
    """Load the open EPM. One query."""
    epms = EPM.objects.open().select_related("commune")
    if territory is not None:
        epms = epms.filter(commune__territory=territory)
    epm_fields = ("name", "seats", "workstations", "latitude", "longitude")
    commune_fields = ("commune__name", "commune__market_days", "commune__territory")
    return [
        Room(
            key=epm.pk,
            name=epm.name,
            commune=epm.commune.name,
            territory=epm.commune.territory_id,
            point=place_of(epm),
            seats=epm.seats,
            workstations=epm.workstations,
            market_days=frozenset(epm.commune.market_days),
            busy=frozenset(busy_times.rooms[epm.pk]),
        )
        for epm in epms.only(*epm_fields, *commune_fields)
    ]


def read_trainers(profiles, busy_times: BusyTimes) -> list[Trainer]:
    """Load the trainers of `profiles`. Two queries."""
    profiles = profiles.active().select_related("member").prefetch_related("unavailabilities")
    return [
        Trainer(
            key=profile.member_id,
            name=str(profile.member),
            weekdays=frozenset(profile.weekdays),
            busy=frozenset(busy_times.people[profile.member_id]),
            days=frozenset(busy_times.training_days[profile.member_id]),
            absences=tuple((absence.first, absence.last) for absence in profile.unavailabilities.all()),
        )
        for profile in profiles
    ]


def trainers_by_training(profiles) -> dict[int, list[int]]:
    """Return the keys of the trainers of each training. One query."""
    trainers = defaultdict(list)
    rows = profiles.order_by("pk").filter(trainings__isnull=False).values_list("trainings", "member")
    for training, member in rows:
        trainers[training].append(member)
    return trainers


def wishers_by_training(voices=None) -> dict[int, list[Wisher]]:
    """Return the members who wait for a date of each training, and where they work today. One query."""
    voices = Voice.objects.filter(wish__training__isnull=False) if voices is None else voices
    positions = Position.objects.live().filter(member=OuterRef("member"), epm__isnull=False).main_first()
    start = {name: Subquery(positions.values(f"epm__{name}")[:1]) for name in ("latitude", "longitude")}
    rows = voices.unanswered().order_by("pk").annotate(**start)
    wishers = defaultdict(list)
    for training, territory, weekdays, parts, *coordinates in rows.values_list(
        "wish__training", "territory", "weekdays", "parts", "latitude", "longitude"
    ):
        point = Point(*coordinates) if coordinates[0] is not None else None
        wishers[training].append(Wisher(point, frozenset(weekdays), frozenset(parts), territory))
    return wishers


def read_half_days_by_territory(first_year: int, last_year: int) -> dict[tuple[int, int], int]:
    """Count planned half-days, drafts included, by year and territory. Remote ones are in none."""
    territory = Coalesce("session__epm__commune__territory", "session__commune__territory")
    half_days = HalfDay.objects.planned().filter(date__year__range=(first_year, last_year)).order_by()
    rows = half_days.annotate(territory=territory).filter(territory__isnull=False)
    counts = rows.values_list("date__year", "territory").annotate(count=Count("pk"))
    return {(year, territory): count for year, territory, count in counts}
