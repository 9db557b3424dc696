"""What each side of a proposal costs, in kilometres: a rule that is bent counts as much as so many driven by everybody.

A cost that comes from a rule goes with its sentence, so that nothing is bent without saying so.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean

from formation.distance import Point, road_kilometres
from formation.planning.finding.world import Moment, Room, Trainer, Wisher, World
from formation.planning.soft_rules import Bend, SoftRule, bends_of_days, bends_of_trainer
from formation.wording import half_days_in_words
from reseau.wording import weekdays_in_words

WEIGHTS = {
    SoftRule.PUBLIC_HOLIDAY: 500,
    SoftRule.SCHOOL_HOLIDAYS: 30,
    SoftRule.MARKET: 20,
    SoftRule.THIRD_DAY: 25,
}
NO_TRAINER = 100
UNUSUAL_DAY = 15
OTHERS_PREFER = 30
MISSING_SEAT = 5
MISSING_WORKSTATION = 4
HALF_DAY_AHEAD = 2
WAITED_DAY = 0.1
# Between two trainers who suit as well, the one who has trained less.
TRAINED_DAY = 0.25


def weight_of(bends: Iterable[Bend]) -> float:
    return sum(WEIGHTS[bend.rule] for bend in bends)


def days_of(moments: Iterable[Moment]) -> list[datetime.date]:
    return sorted({day for day, _ in moments})


def would_rather_not(wisher: Wisher, moments: tuple[Moment, ...]) -> bool:
    """Whether a day, or the part of a single half-day, is none of those that she prefers."""
    if wisher.weekdays and any(day.weekday() not in wisher.weekdays for day, _ in moments):
        return True
    return len(moments) == 1 and bool(wisher.parts) and moments[0][1] not in wisher.parts


@dataclass(frozen=True)
class Costs:
    """The costs of a world; those of a span of days, of a room and of a trainer are independent of one another."""

    world: World
    _held: dict[int, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[Point]:
        """Where people would come from: those who wish to, else every room of the network."""
        return [one.point for one in self.world.wishers if one.point] or [room.point for room in self.world.rooms]

    def of_span(self, moments: tuple[Moment, ...]) -> float:
        days = days_of(moments)
        waited = (days[0] - self.world.first).days * WAITED_DAY
        reluctant = sum(would_rather_not(wisher, moments) for wisher in self.world.wishers)
        share = reluctant / len(self.world.wishers) if reluctant else 0
        return weight_of(bends_of_days(days)) + share * OTHERS_PREFER + waited

    def of_trainer(self, trainer: Trainer, moments: tuple[Moment, ...]) -> float:
        days = days_of(moments)
        unusual = sum(day.weekday() not in trainer.weekdays for day in days) if trainer.weekdays else 0
        tired = weight_of(bends_of_trainer(trainer.name, days, trainer.days))
        return tired + unusual * UNUSUAL_DAY + len(trainer.days) * TRAINED_DAY

    def best_trainer(self, moments: tuple[Moment, ...]) -> tuple[float, Trainer | None] | None:
        """The free trainer who suits best; nobody, at a cost, if none is known; None if all are taken."""
        if not self.world.trainers:
            return NO_TRAINER, None
        free = [trainer for trainer in self.world.trainers if trainer.is_free(moments)]
        costs = [(self.of_trainer(trainer, moments), trainer.name, trainer.key, trainer) for trainer in free]
        cost, _, _, trainer = min(costs, default=(0, "", 0, None))
        return (cost, trainer) if trainer else None

    def kilometres(self, room: Room) -> float:
        """Mean of those who would come, one way."""
        return fmean(road_kilometres(start, room.point) for start in self.starts)

    def of_room(self, room: Room) -> float:
        seats = max(self.world.seats - room.seats, 0) * MISSING_SEAT
        stations = max(self.world.workstations - room.workstations, 0) * MISSING_WORKSTATION
        return self.kilometres(room) + seats + stations

    def of_both(self, room: Room, moments: tuple[Moment, ...]) -> float | None:
        """What a room costs on these days and on no other; None if it is taken."""
        if not room.busy.isdisjoint(moments):
            return None
        market = weight_of(self.market(room, moments))
        return market + self.ahead(room, moments) * HALF_DAY_AHEAD

    def market(self, room: Room, moments: tuple[Moment, ...]) -> list[Bend]:
        if not room.market_days:
            return []
        bends = bends_of_days(days_of(moments), commune=room.commune, market_days=room.market_days)
        return [bend for bend in bends if bend.rule == SoftRule.MARKET]

    def ahead(self, room: Room, moments: tuple[Moment, ...]) -> int:
        """Half-days that the territory of the room has that year beyond the territory that has the fewest."""
        year = moments[0][0].year
        if year not in self._held:
            territories = self.world.territories or {one.territory for one in self.world.rooms}
            self._held[year] = min(self.world.held.get((year, territory), 0) for territory in territories)
        return self.world.held.get((year, room.territory), 0) - self._held[year]


def bends_in_words(costs: Costs, moments: tuple[Moment, ...], room: Room, trainer: Trainer | None) -> list[str]:
    """Everything that a proposal bends, a sentence each, the gravest first."""
    world, days = costs.world, days_of(moments)
    rules = bends_of_days(days, commune=room.commune, market_days=room.market_days)
    said = []
    if trainer is None:
        said.append("Aucune personne n’est indiquée pour donner cette formation.")
    else:
        rules += bends_of_trainer(trainer.name, days, trainer.days)
        if trainer.weekdays and any(day.weekday() not in trainer.weekdays for day in days):
            said.append(f"{trainer.name} forme d’habitude {weekdays_in_words(list(trainer.weekdays))}.")
    if room.seats < world.seats:
        said.append(f"La salle a {room.seats}\u00a0places assises, pour {world.seats} souhaitées.")
    if room.workstations < world.workstations:
        said.append(f"Il y a {room.workstations}\u00a0postes informatiques, pour {world.workstations} souhaités.")
    if reluctant := sum(would_rather_not(wisher, moments) for wisher in world.wishers):
        prefer = "préfèrent" if reluctant > 1 else "préfère"
        said.append(
            f"{reluctant}\u00a0sur {len(world.wishers)} des personnes qui l’attendent {prefer} un autre moment."
        )
    rules.sort(key=lambda bend: -WEIGHTS[bend.rule])
    return [bend.sentence for bend in rules] + said


def reasons_in_words(costs: Costs, moments: tuple[Moment, ...], room: Room, trainer: Trainer | None) -> list[str]:
    """Why a proposal is made."""
    world, reasons = costs.world, []
    count = len(world.wishers)
    who = f"les {count}\u00a0qui l’attendent" if count > 1 else "qui l’attend" if count else "l’ensemble des EPM"
    kilometres = round(costs.kilometres(room))
    reasons.append(f"{kilometres}\u00a0km de route en moyenne pour {who} (estimation).")
    preferring = sum(bool(wisher.weekdays) for wisher in world.wishers)
    if preferring and not any(would_rather_not(wisher, moments) for wisher in world.wishers):
        reasons.append("Le moment convient à toutes les personnes qui ont dit leurs jours.")
    if room.seats >= world.seats and room.workstations >= world.workstations:
        reasons.append(f"La salle a {room.seats}\u00a0places assises et {room.workstations}\u00a0postes informatiques.")
    if trainer is not None:
        reasons.append(f"{trainer.name} est libre.")
    year = moments[0][0].year
    held = world.held.get((year, room.territory), 0)
    name = world.territories.get(room.territory, "")
    if name and not costs.ahead(room, moments):
        reasons.append(f"{name}\u00a0: {half_days_in_words(held)} en {year}, aucun territoire n’en a moins.")
    return reasons
