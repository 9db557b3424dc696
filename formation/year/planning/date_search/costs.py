"""Costs of a proposal, in kilometres: breaching a rule counts as a number of kilometres driven by everybody.

A cost that comes from a rule has a sentence, so that every breach is shown.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean

from formation.sessions.distance import Point, road_kilometres
from formation.sessions.wording import half_days_in_words
from formation.year.planning.date_search.search_space import DayAndPart, Room, SearchSpace, Trainer, Wisher
from formation.year.planning.soft_rules import RuleBreach, SoftRule, breaches_of_days, breaches_of_trainer
from reseau.texts.elision import of_place
from reseau.texts.wording import join_words, weekdays_in_words

WEIGHTS = {
    SoftRule.PUBLIC_HOLIDAY: 500,
    SoftRule.SCHOOL_HOLIDAYS: 30,
    # The search offers a Saturday to those alone who ask for one, and no Sunday.
    SoftRule.WEEKEND: 0,
    SoftRule.MARKET: 20,
    SoftRule.THIRD_DAY: 25,
}
NO_TRAINER = 100
UNUSUAL_DAY = 15
OTHER_DAYS = 30
MISSING_SEAT = 5
MISSING_WORKSTATION = 4
OTHER_TERRITORY = 15
HALF_DAY_AHEAD = 2
WAITED_DAY = 0.1
# Among equally suitable trainers, prefer the one who has trained less.
TRAINED_DAY = 0.25


def weight_of(breaches: Iterable[RuleBreach]) -> float:
    return sum(WEIGHTS[breach.rule] for breach in breaches)


def days_of(moments: Iterable[DayAndPart]) -> list[datetime.date]:
    return sorted({day for day, _ in moments})


def reluctance(wisher: Wisher, moments: tuple[DayAndPart, ...]) -> float:
    """Return the share of the days that a member would rather not have; the part of the day counts for a half-day."""
    if len(moments) == 1 and wisher.parts and moments[0][1] not in wisher.parts:
        return 1
    days = days_of(moments)
    return sum(day.weekday() not in wisher.weekdays for day in days) / len(days) if wisher.weekdays else 0


@dataclass(frozen=True)
class Costs:
    """Costs in a search space. The costs of a span of days, of a room and of a trainer are independent."""

    search_space: SearchSpace
    _fewest_half_days: dict[int, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[Point]:
        """Places where participants would come from: those who want the training, else every EPM that it is for."""
        space = self.search_space
        rooms = [room for room in space.rooms if space.wanted_by in (None, room.territory)]
        return self.known_starts or [room.point for room in rooms or space.rooms]

    @cached_property
    def known_starts(self) -> list[Point]:
        return [wisher.point for wisher in self.search_space.wishers if wisher.point]

    def of_span(self, moments: tuple[DayAndPart, ...]) -> float:
        days, wishers = days_of(moments), self.search_space.wishers
        waiting_cost = (days[0] - self.search_space.first).days * WAITED_DAY
        share = fmean(reluctance(wisher, moments) for wisher in wishers) if wishers else 0
        return weight_of(breaches_of_days(days)) + share * OTHER_DAYS + waiting_cost

    def of_trainer(self, trainer: Trainer, moments: tuple[DayAndPart, ...]) -> float:
        days = days_of(moments)
        unusual_days = sum(day.weekday() not in trainer.weekdays for day in days) if trainer.weekdays else 0
        breach_cost = weight_of(breaches_of_trainer(trainer.name, days, trainer.days))
        return breach_cost + unusual_days * UNUSUAL_DAY + len(trainer.days) * TRAINED_DAY

    def free_trainers(self, moments: tuple[DayAndPart, ...]) -> list[tuple[float, Trainer]]:
        """Return the cost of each free trainer, the best first."""
        free_trainers = [trainer for trainer in self.search_space.trainers if trainer.is_free(moments)]
        costs = [(self.of_trainer(trainer, moments), trainer) for trainer in free_trainers]
        return sorted(costs, key=lambda cost: (cost[0], cost[1].name, cost[1].key))

    def best_trainer(self, moments: tuple[DayAndPart, ...]) -> tuple[float, Trainer | None] | None:
        """Return the cost and the best free trainer; a fixed cost and None without known trainers; None if all are
        busy.
        """
        if not self.search_space.trainers:
            return NO_TRAINER, None
        return next(iter(self.free_trainers(moments)), None)

    def kilometres(self, room: Room) -> float:
        """Mean distance of the participants, one way."""
        return fmean(road_kilometres(start, room.point) for start in self.starts)

    def of_room(self, room: Room) -> float:
        seats = max(self.search_space.seats - room.seats, 0) * MISSING_SEAT
        stations = max(self.search_space.workstations - room.workstations, 0) * MISSING_WORKSTATION
        return self.kilometres(room) + self.share_of_others(room) * OTHER_TERRITORY + seats + stations

    def share_of_others(self, room: Room) -> float:
        """Share of those who want the training who are of another territory."""
        space = self.search_space
        if not space.wishers:
            return float(space.wanted_by not in (None, room.territory))
        return fmean(wisher.territory not in (None, room.territory) for wisher in space.wishers)

    def of_both(self, room: Room, moments: tuple[DayAndPart, ...]) -> float | None:
        """Return the cost of a room on these days only, or None if it is taken."""
        if not room.busy.isdisjoint(moments):
            return None
        market = weight_of(self.market(room, moments))
        return market + (0 if self.is_wanted else self.half_days_ahead(room, moments) * HALF_DAY_AHEAD)

    @property
    def is_wanted(self) -> bool:
        """Whether somebody wants the training: the date is then for them, not for the territory that has the fewest."""
        return bool(self.search_space.wishers) or self.search_space.wanted_by is not None

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
    sentences += _other_days_in_words([reluctance(wisher, moments) for wisher in search_space.wishers])
    name, count = search_space.territories.get(room.territory, ""), len(search_space.wishers)
    if name and count and costs.share_of_others(room) == 1:
        nobody = f"Aucune des {count}\u00a0personnes" if count > 1 else "La personne"
        verb = "n’est" if count > 1 else "n’est pas"
        wait = "qui l’attendent" if count > 1 else "qui l’attend"
        sentences.append(f"{nobody} {wait} {verb} du territoire {of_place(name)}.")
    rules.sort(key=lambda breach: -WEIGHTS[breach.rule])
    return [breach.sentence for breach in rules] + sentences


def _other_days_in_words(shares: list[float]) -> list[str]:
    """Say how many people prefer other days than all, or some, of those proposed."""
    refusing, hesitating = sum(share == 1 for share in shares), sum(0 < share < 1 for share in shares)
    sentences = []
    if refusing:
        prefer = "préfèrent" if refusing > 1 else "préfère"
        sentences.append(f"{refusing}\u00a0sur {len(shares)} des personnes qui l’attendent {prefer} un autre moment.")
    if hesitating:
        people = f"{hesitating}\u00a0autres personnes" if hesitating > 1 else "une autre personne"
        if not refusing:
            people = f"{hesitating}\u00a0personnes" if hesitating > 1 else "une personne"
        sentences.append(f"Une partie de ces jours seulement convient à {people}.")
    return sentences


def reasons_in_words(costs: Costs, moments: tuple[DayAndPart, ...], room: Room, trainer: Trainer | None) -> list[str]:
    """List the reasons of a proposal: those that its cost counts, and no other."""
    search_space, reasons = costs.search_space, [*_place_in_words(costs, room)]
    with_preferences = [wisher for wisher in search_space.wishers if wisher.weekdays or wisher.parts]
    if with_preferences and not any(reluctance(wisher, moments) for wisher in with_preferences):
        reasons.append("Le moment convient à toutes les personnes qui ont dit leurs jours.")
    if room.seats >= search_space.seats and room.workstations >= search_space.workstations:
        reasons.append(f"La salle a {room.seats}\u00a0places assises et {room.workstations}\u00a0postes informatiques.")
    if trainer is not None:
        others = [other.name for _, other in costs.free_trainers(moments) if other != trainer]
        reasons.append(f"{trainer.name} est libre{f', {join_words(others)} aussi' if others else ''}.")
    year = moments[0][0].year
    half_days = search_space.half_days_by_territory.get((year, room.territory), 0)
    name = search_space.territories.get(room.territory, "")
    if name and not costs.is_wanted and not costs.half_days_ahead(room, moments):
        reasons.append(f"{name}\u00a0: {half_days_in_words(half_days)} en {year}, aucun territoire n’en a moins.")
    return reasons


def _place_in_words(costs: Costs, room: Room) -> list[str]:
    """Say how many of those who wait are of the territory of the room, and how far they are."""
    space, reasons = costs.search_space, []
    name, count = space.territories.get(room.territory, ""), len(space.wishers)
    neighbours = sum(wisher.territory == room.territory for wisher in space.wishers)
    if name and neighbours:
        who = "la personne qui l’attend" if count == 1 else f"les {count}\u00a0personnes qui l’attendent"
        if neighbours < count:
            who = f"{neighbours} des {count}\u00a0personnes qui l’attendent"
        reasons.append(f"Dans le territoire {of_place(name)}, celui où {'sont' if count > 1 else 'est'} {who}.")
    distances = [road_kilometres(start, room.point) for start in costs.starts]
    known = len(costs.known_starts)
    if known == 1:
        reasons.append(f"{round(distances[0])}\u00a0km de route pour la personne qui l’attend (estimation).")
    else:
        wanted_name = space.territories.get(space.wanted_by, "")
        epms = f"les EPM du territoire {of_place(wanted_name)}" if wanted_name else "l’ensemble des EPM"
        people = f"les {known}\u00a0qui l’attendent" if known == count else f"{known} des {count} qui l’attendent"
        average, most = round(fmean(distances)), round(max(distances))
        reasons.append(
            f"{average}\u00a0km de route en moyenne pour {people if known else epms}, {most}\u00a0au plus (estimation)."
        )
    return reasons
