"""Costs of a proposal, in kilometres: breaching a rule counts as a number of kilometres driven by everybody.

A cost that comes from a rule has a sentence, so that every breach is shown.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean

from formation.distance import Point, road_kilometres
from formation.planning.date_search.search_space import DayAndPart, Room, SearchSpace, Trainer, Wisher
from formation.planning.soft_rules import RuleBreach, SoftRule, breaches_of_days, breaches_of_trainer
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
# Among equally suitable trainers, prefer the one who has trained less.
TRAINED_DAY = 0.25


def weight_of(breaches: Iterable[RuleBreach]) -> float:
    return sum(WEIGHTS[breach.rule] for breach in breaches)


def days_of(moments: Iterable[DayAndPart]) -> list[datetime.date]:
    return sorted({day for day, _ in moments})


def is_reluctant(wisher: Wisher, moments: tuple[DayAndPart, ...]) -> bool:
    """Return whether a day, or the part of a single half-day, is outside the preferences of the member."""
    if wisher.weekdays and any(day.weekday() not in wisher.weekdays for day, _ in moments):
        return True
    return len(moments) == 1 and bool(wisher.parts) and moments[0][1] not in wisher.parts


@dataclass(frozen=True)
class Costs:
    """Costs in a search space. The costs of a span of days, of a room and of a trainer are independent."""

    search_space: SearchSpace
    _fewest_half_days: dict[int, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[Point]:
        """Places where participants would come from: those who want the training, else every EPM."""
        return [wisher.point for wisher in self.search_space.wishers if wisher.point] or [
            room.point for room in self.search_space.rooms
        ]

    def of_span(self, moments: tuple[DayAndPart, ...]) -> float:
        days = days_of(moments)
        waiting_cost = (days[0] - self.search_space.first).days * WAITED_DAY
        reluctant = sum(is_reluctant(wisher, moments) for wisher in self.search_space.wishers)
        share = reluctant / len(self.search_space.wishers) if reluctant else 0
        return weight_of(breaches_of_days(days)) + share * OTHERS_PREFER + waiting_cost

    def of_trainer(self, trainer: Trainer, moments: tuple[DayAndPart, ...]) -> float:
        days = days_of(moments)
        unusual_days = sum(day.weekday() not in trainer.weekdays for day in days) if trainer.weekdays else 0
        breach_cost = weight_of(breaches_of_trainer(trainer.name, days, trainer.days))
        return breach_cost + unusual_days * UNUSUAL_DAY + len(trainer.days) * TRAINED_DAY

    def best_trainer(self, moments: tuple[DayAndPart, ...]) -> tuple[float, Trainer | None] | None:
        """Return the cost and the best free trainer; a fixed cost and None without known trainers; None if all are
        busy.
        """
        if not self.search_space.trainers:
            return NO_TRAINER, None
        free_trainers = [trainer for trainer in self.search_space.trainers if trainer.is_free(moments)]
        costs = [(self.of_trainer(trainer, moments), trainer.name, trainer.key, trainer) for trainer in free_trainers]
        cost, _, _, trainer = min(costs, default=(0, "", 0, None))
        return (cost, trainer) if trainer else None

    def kilometres(self, room: Room) -> float:
        """Mean distance of the participants, one way."""
        return fmean(road_kilometres(start, room.point) for start in self.starts)

    def of_room(self, room: Room) -> float:
        seats = max(self.search_space.seats - room.seats, 0) * MISSING_SEAT
        stations = max(self.search_space.workstations - room.workstations, 0) * MISSING_WORKSTATION
        return self.kilometres(room) + seats + stations

    def of_both(self, room: Room, moments: tuple[DayAndPart, ...]) -> float | None:
        """Return the cost of a room on these days only, or None if it is taken."""
        if not room.busy.isdisjoint(moments):
            return None
        market = weight_of(self.market(room, moments))
        return market + self.half_days_ahead(room, moments) * HALF_DAY_AHEAD

    def market(self, room: Room, moments: tuple[DayAndPart, ...]) -> list[RuleBreach]:
        if not room.market_days:
            return []
        breaches = breaches_of_days(days_of(moments), commune=room.commune, market_days=room.market_days)
        return [breach for breach in breaches if breach.rule == SoftRule.MARKET]

    def half_days_ahead(self, room: Room, moments: tuple[DayAndPart, ...]) -> int:
        """Half-days that the territory of the room has that year, minus those of the territory with the fewest."""
        year = moments[0][0].year
        if year not in self._fewest_half_days:
            territories = self.search_space.territories or {room.territory for room in self.search_space.rooms}
            self._fewest_half_days[year] = min(
                self.search_space.half_days_by_territory.get((year, territory), 0) for territory in territories
            )
        return self.search_space.half_days_by_territory.get((year, room.territory), 0) - self._fewest_half_days[year]


def breaches_in_words(costs: Costs, moments: tuple[DayAndPart, ...], room: Room, trainer: Trainer | None) -> list[str]:
    """List everything that a proposal breaches, in sentences, most serious first."""
    search_space, days = costs.search_space, days_of(moments)
    rules = breaches_of_days(days, commune=room.commune, market_days=room.market_days)
    sentences = []
    if trainer is None:
        sentences.append("Aucune personne n’est indiquée pour donner cette formation.")
    else:
        rules += breaches_of_trainer(trainer.name, days, trainer.days)
        if trainer.weekdays and any(day.weekday() not in trainer.weekdays for day in days):
            sentences.append(f"{trainer.name} forme d’habitude {weekdays_in_words(list(trainer.weekdays))}.")
    if room.seats < search_space.seats:
        sentences.append(f"La salle a {room.seats}\u00a0places assises, pour {search_space.seats} souhaitées.")
    if room.workstations < search_space.workstations:
        sentences.append(
            f"Il y a {room.workstations}\u00a0postes informatiques, pour {search_space.workstations} souhaités."
        )
    if reluctant := sum(is_reluctant(wisher, moments) for wisher in search_space.wishers):
        prefer = "préfèrent" if reluctant > 1 else "préfère"
        sentences.append(
            f"{reluctant}\u00a0sur {len(search_space.wishers)} des personnes qui l’attendent {prefer} un autre moment."
        )
    rules.sort(key=lambda breach: -WEIGHTS[breach.rule])
    return [breach.sentence for breach in rules] + sentences


def reasons_in_words(costs: Costs, moments: tuple[DayAndPart, ...], room: Room, trainer: Trainer | None) -> list[str]:
    """List the reasons of a proposal."""
    search_space, reasons = costs.search_space, []
    count = len(search_space.wishers)
    people = f"les {count}\u00a0qui l’attendent" if count > 1 else "qui l’attend" if count else "l’ensemble des EPM"
    kilometres = round(costs.kilometres(room))
    reasons.append(f"{kilometres}\u00a0km de route en moyenne pour {people} (estimation).")
    preference_count = sum(bool(wisher.weekdays) for wisher in search_space.wishers)
    if preference_count and not any(is_reluctant(wisher, moments) for wisher in search_space.wishers):
        reasons.append("Le moment convient à toutes les personnes qui ont dit leurs jours.")
    if room.seats >= search_space.seats and room.workstations >= search_space.workstations:
        reasons.append(f"La salle a {room.seats}\u00a0places assises et {room.workstations}\u00a0postes informatiques.")
    if trainer is not None:
        reasons.append(f"{trainer.name} est libre.")
    year = moments[0][0].year
    half_days = search_space.half_days_by_territory.get((year, room.territory), 0)
    name = search_space.territories.get(room.territory, "")
    if name and not costs.half_days_ahead(room, moments):
        reasons.append(f"{name}\u00a0: {half_days_in_words(half_days)} en {year}, aucun territoire n’en a moins.")
    return reasons
