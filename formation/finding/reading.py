"""Reads what the search for a date needs to know, in a number of queries that does not depend on how much there is."""

import datetime
from collections import defaultdict

from django.db.models import Count
from django.utils import timezone

from formation.distance import place_of
from formation.enums import PlaceKind
from formation.finding.world import MOST_HALF_DAYS, Moment, Room, Trainer, Wisher, World
from formation.models import HalfDay, Occupancy, TrainerProfile, TrainingPage, Voice
from formation.travel import Starts
from reseau.models import EPM, Territory

# People need time to arrange a day away from their EPM.
NOTICE = datetime.timedelta(days=21)
HORIZON = datetime.timedelta(days=365)


def world_of(
    training: TrainingPage,
    *,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
    territory: Territory | None = None,
    seats: int | None = None,
) -> World:
    """From `first` (three weeks from today) to `last` (a year later), in the rooms of `territory` or in all of them."""
    first = first or timezone.localdate() + NOTICE
    last = last or first + HORIZON
    rooms, trainers = rooms_between(first, last, territory), trainers_of(training, first, last)
    return World(
        first=first,
        last=last,
        half_days=min(max(training.programme.count(), 1), MOST_HALF_DAYS),
        seats=seats or training.capacity,
        workstations=training.workstations,
        rooms=tuple(rooms),
        trainers=tuple(trainers),
        wishers=tuple(wishers_of(training)),
        territories={one.pk: one.name for one in Territory.objects.all()},
        held=half_days_held(first.year, last.year),
    )


def rooms_between(first: datetime.date, last: datetime.date, territory: Territory | None = None) -> list[Room]:
    """Open EPM with what is held there already: two queries."""
    taken = _taken("epm", first, last)
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
            busy=frozenset(taken[epm.pk]),
        )
        for epm in epms.only(*shown, *communes)
    ]


def trainers_of(training: TrainingPage, first: datetime.date, last: datetime.date) -> list[Trainer]:
    """Those who give this training, and when they are taken or away."""
    return trainers_between(TrainerProfile.objects.filter(trainings=training), first, last)


def trainers_between(profiles, first: datetime.date, last: datetime.date) -> list[Trainer]:
    """The trainers of `profiles`, three queries. A week that begins before `first` counts for the third day."""
    taken = _taken("member", first - datetime.timedelta(days=6), last + datetime.timedelta(days=6))
    found = profiles.active().select_related("member").prefetch_related("unavailabilities")
    return [
        Trainer(
            key=profile.member_id,
            name=str(profile.member),
            weekdays=frozenset(profile.weekdays),
            busy=frozenset(taken[profile.member_id]),
            days=frozenset(day for day, _ in taken[profile.member_id]),
            away=tuple((one.first, one.last) for one in profile.unavailabilities.all()),
        )
        for profile in found
    ]


def trainings_given(profiles) -> dict[int, list[int]]:
    """Who gives each training, by keys: one query."""
    given = defaultdict(list)
    rows = profiles.order_by("pk").filter(trainings__isnull=False).values_list("trainings", "member")
    for training, member in rows:
        given[training].append(member)
    return given


def wishers_of(training: TrainingPage) -> list[Wisher]:
    """Those who wait for a date of this training: two queries."""
    return wishers_by_training(Voice.objects.filter(wish__training=training)).get(training.pk, [])


def wishers_by_training(voices=None) -> dict[int, list[Wisher]]:
    """Those who wait for a date of each training: two queries."""
    voices = Voice.objects.filter(wish__training__isnull=False) if voices is None else voices
    rows = list(voices.unanswered().order_by("pk").select_related("wish"))
    starts, today = Starts.of(voice.member_id for voice in rows), timezone.localdate()
    found = defaultdict(list)
    for voice in rows:
        position = starts.on(voice.member_id, today)
        point = place_of(position.epm) if position else None
        wisher = Wisher(point, frozenset(voice.weekdays), frozenset(voice.parts), voice.territory_id)
        found[voice.wish.training_id].append(wisher)
    return found


def half_days_held(first_year: int, last_year: int) -> dict[tuple[int, int], int]:
    """Half-days planned, drafts included, for each year and territory."""
    held: dict[tuple[int, int], int] = defaultdict(int)
    years = HalfDay.objects.planned().filter(date__year__range=(first_year, last_year)).order_by()
    for path in ("session__epm__commune__territory", "session__commune__territory"):
        rows = years.filter(**{f"{path}__isnull": False}).exclude(session__place_kind=PlaceKind.REMOTE)
        for year, territory, count in rows.values_list("date__year", path).annotate(count=Count("pk")):
            held[year, territory] += count
    return dict(held)


def _taken(who: str, first: datetime.date, last: datetime.date) -> dict[int, set[Moment]]:
    """When each room (`epm`) or person (`member`) is taken: one query."""
    taken = defaultdict(set)
    rows = Occupancy.objects.filter(date__range=(first, last), **{f"{who}__isnull": False})
    for key, date, part in rows.values_list(who, "date", "part"):
        taken[key].add((date, part))
    return taken
