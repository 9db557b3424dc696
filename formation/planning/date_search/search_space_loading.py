"""Load the search space of a date, in a constant number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.catalogue.models.training import TrainingPage
from formation.distance import Point, place_of
from formation.needs.models import Voice
from formation.planning.date_search.search_space import MOST_HALF_DAYS, DayAndPart, Room, SearchSpace, Trainer, Wisher
from formation.planning.models import TrainerProfile
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session_people import SessionTrainer
from reseau.members.models.position import Position
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
    given: dict[int, set[datetime.date]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> "BusyTimes":
        """Read one more week on both sides, which may hold other days of a trainer's week."""
        taken = cls()
        trainer = SessionTrainer.objects.filter(session=OuterRef("half_day__session"), member=OuterRef("member"))
        rows = Occupancy.objects.filter(date__range=(first - WEEK, last + WEEK)).annotate(gives=Exists(trainer))
        for epm, member, date, part, gives in rows.values_list("epm", "member", "date", "part", "gives"):
            if epm is not None:
                taken.rooms[epm].add((date, part))
            else:
                taken.people[member].add((date, part))
            if gives:
                taken.given[member].add(date)
        return taken


def search_space_for(
    training: TrainingPage,
    *,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
    territory: Territory | None = None,
    territories: Iterable[Territory] | None = None,
    seats: int | None = None,
) -> SearchSpace:
    """Return the search space, from `first` (default: in three weeks) to `last` (default: a year later).

    Rooms are those of `territory`, or all of them. `training` may have `half_day_count` annotated; `territories` are
    all of them, if loaded already.
    """
    first = first or timezone.localdate() + NOTICE
    last = last or first + HORIZON
    taken = BusyTimes.between(first, last)
    count = getattr(training, "half_day_count", None)
    return SearchSpace(
        first=first,
        last=last,
        half_days=min(max(training.programme.count() if count is None else count, 1), MOST_HALF_DAYS),
        seats=seats or training.capacity,
        workstations=training.workstations,
        rooms=tuple(read_rooms(taken, territory)),
        trainers=tuple(read_trainers(TrainerProfile.objects.filter(trainings=training), taken)),
        wishers=tuple(wishers_by_training(Voice.objects.filter(wish__training=training)).get(training.pk, ())),
        territories={one.pk: one.name for one in (territories or Territory.objects.all())},
        held=half_days_held(first.year, last.year),
    )


def read_rooms(taken: BusyTimes, territory: Territory | None = None) -> list[Room]:
    """Load the open EPM. One query."""
    epms = EPM.objects.open().select_related("commune")
    if territory is not None:
        epms = epms.filter(commune__territory=territory)
    shown = ("name", "seats", "workstations", "latitude", "longitude")
    communes = ("commune__name", "commune__market_days", "commune__territory")
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
            busy=frozenset(taken.rooms[epm.pk]),
        )
        for epm in epms.only(*shown, *communes)
    ]


def read_trainers(profiles, taken: BusyTimes) -> list[Trainer]:
    """Load the trainers of `profiles`. Two queries."""
    found = profiles.active().select_related("member").prefetch_related("unavailabilities")
    return [
        Trainer(
            key=profile.member_id,
            name=str(profile.member),
            weekdays=frozenset(profile.weekdays),
            busy=frozenset(taken.people[profile.member_id]),
            days=frozenset(taken.given[profile.member_id]),
            away=tuple((one.first, one.last) for one in profile.unavailabilities.all()),
        )
        for profile in found
    ]


def trainings_given(profiles) -> dict[int, list[int]]:
    """Return the keys of the trainers of each training. One query."""
    given = defaultdict(list)
    rows = profiles.order_by("pk").filter(trainings__isnull=False).values_list("trainings", "member")
    for training, member in rows:
        given[training].append(member)
    return given


def wishers_by_training(voices=None) -> dict[int, list[Wisher]]:
    """Return the members who wait for a date of each training, and where they work today. One query."""
    voices = Voice.objects.filter(wish__training__isnull=False) if voices is None else voices
    held = Position.objects.live().filter(member=OuterRef("member"), epm__isnull=False).main_first()
    start = {name: Subquery(held.values(f"epm__{name}")[:1]) for name in ("latitude", "longitude")}
    rows = voices.unanswered().order_by("pk").annotate(**start)
    found = defaultdict(list)
    for training, territory, weekdays, parts, *where in rows.values_list(
        "wish__training", "territory", "weekdays", "parts", "latitude", "longitude"
    ):
        point = Point(*where) if where[0] is not None else None
        found[training].append(Wisher(point, frozenset(weekdays), frozenset(parts), territory))
    return found


def half_days_held(first_year: int, last_year: int) -> dict[tuple[int, int], int]:
    """Count planned half-days, drafts included, by year and territory. Remote ones are in none."""
    territory = Coalesce("session__epm__commune__territory", "session__commune__territory")
    years = HalfDay.objects.planned().filter(date__year__range=(first_year, last_year)).order_by()
    rows = years.annotate(territory=territory).filter(territory__isnull=False)
    counted = rows.values_list("date__year", "territory").annotate(count=Count("pk"))
    return {(year, territory): count for year, territory, count in counted}
