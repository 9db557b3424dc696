"""Chooses the sessions of a year with OR-Tools CP-SAT. Every wish is a penalty, so that there is always an answer.

What is announced, and what is a draft already, is fixed: the offers were made around it. Two things are never allowed,
as in the database: a room or a trainer in two half-days at once. OR-Tools is an optional extra (`optimiseur`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from formation.planning.drafting.offers import Offer, Year
from formation.planning.soft_rules import MOST_DAYS_IN_A_WEEK

try:
    from ortools.sat.python import cp_model
except ImportError:  # the extra is not installed
    cp_model = None

# In kilometres driven by everybody, as the costs of an offer are.
MISSING_HALF_DAY, HALF_DAY_TOO_MANY = 1000, 400
VOICE_WITHOUT_SESSION, VOICE_FROM_ELSEWHERE = 60, 15
COURSE_NEVER_GIVEN, SESSION_BEYOND_DEMAND = 100, 150
HALF_DAY_OF_DIFFERENCE = 30
HALF_DAY_OF_A_FULL_MONTH = 25
THIRD_DAY = 25
BUSY_MONTHS = 10  # of twelve: August and the end of the year are quiet
SEED = 46
SECONDS = 20.0


class OptimiserMissingError(RuntimeError):
    """OR-Tools is not installed on this machine."""


@dataclass(frozen=True, slots=True)
class Draw:
    """What the solver decided; `is_best` when nothing better exists."""

    offers: list[Offer]
    is_best: bool


def choose(year: Year, offers: Sequence[Offer], *, seconds: float = SECONDS, workers: int = 1) -> Draw:
    """The offers to keep, after `seconds` at most; always the same with one worker that has the time to end.

    Raises `OptimiserMissingError`.
    """
    if cp_model is None:
        raise OptimiserMissingError("OR-Tools n’est pas installé\u00a0: installez l’extra «\u00a0optimiseur\u00a0».")
    choosing = Choosing(year, offers)
    choosing.state()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = SEED
    solver.parameters.num_workers = workers
    # Sums bind the model more than its yes or no: with their relaxation a year is settled in a second, not in twenty.
    solver.parameters.linearization_level = 2
    status = solver.solve(choosing.model)
    kept = [offer for offer, taken in zip(offers, choosing.taken, strict=True) if solver.boolean_value(taken)]
    return Draw(sorted(kept, key=lambda offer: offer.choice.moments), status == cp_model.OPTIMAL)


class Choosing:
    """The model: one yes or no for each offer, what is never allowed, and a sum of penalties to make small."""

    def __init__(self, year: Year, offers: Sequence[Offer]) -> None:
        self.year, self.offers = year, offers
        self.model = cp_model.CpModel()
        self.taken = [self.model.new_bool_var(f"offer{number}") for number in range(len(offers))]
        self.penalties = [round(offer.choice.cost) * taken for offer, taken in zip(offers, self.taken, strict=True)]

    def state(self) -> None:
        self.never_two_at_once()
        self.reach_the_target()
        self.answer_voices()
        self.share_between_territories()
        self.spread_over_months()
        self.spare_trainers()
        self.model.minimize(sum(self.penalties))

    def grouped(self, key: Callable[[Offer], Iterable]) -> dict:
        """The decisions by key; an offer may have several."""
        groups = defaultdict(list)
        for offer, taken in zip(self.offers, self.taken, strict=True):
            for one in key(offer):
                groups[one].append((offer, taken))
        return groups

    def beyond(self, expression, most: int, penalty: int, name: str) -> None:
        """`penalty` for each unit of `expression` above `most`."""
        excess = self.model.new_int_var(0, 10_000, name)
        self.model.add(excess >= expression - most)
        self.penalties.append(penalty * excess)

    def never_two_at_once(self) -> None:
        rooms = self.grouped(lambda offer: [(offer.choice.room.key, *moment) for moment in offer.choice.moments])
        people = self.grouped(
            lambda offer: [(offer.choice.trainer.key, *one) for one in offer.choice.moments if offer.choice.trainer]
        )
        for group in (*rooms.values(), *people.values()):
            if len(group) > 1:
                self.model.add_at_most_one(taken for _, taken in group)

    def reach_the_target(self) -> None:
        half_days = sum(offer.half_days * taken for offer, taken in zip(self.offers, self.taken, strict=True))
        missing = self.model.new_int_var(0, max(self.year.missing, 0), "missing")
        self.model.add(missing >= self.year.missing - half_days)
        self.penalties.append(MISSING_HALF_DAY * missing)
        self.beyond(half_days, self.year.missing, HALF_DAY_TOO_MANY, "too_many")

    def answer_voices(self) -> None:
        """A training that people want is given, rather in their territory, and no more often than they are many."""
        by_course = self.grouped(lambda offer: [offer.course.key])
        by_place = self.grouped(lambda offer: [(offer.course.key, offer.territory)])
        for course in self.year.courses:
            chosen = [taken for _, taken in by_course.get(course.key, ())]
            voices = len(course.wishers)
            weight = VOICE_WITHOUT_SESSION * voices + (0 if course.planned else COURSE_NEVER_GIVEN)
            self.unless_one(chosen, weight, f"course{course.key}")
            for territory, count in sorted(course.voices.items()):
                here = [taken for _, taken in by_place.get((course.key, territory), ())]
                self.unless_one(here, VOICE_FROM_ELSEWHERE * count, f"course{course.key}in{territory}")
            enough = max(-(-voices // course.seats), 0 if course.planned else 1)
            if chosen:
                self.beyond(sum(chosen), enough, SESSION_BEYOND_DEMAND, f"beyond{course.key}")

    def unless_one(self, chosen: list, penalty: int, name: str) -> None:
        """`penalty` if none of `chosen` is taken."""
        if not chosen or not penalty:
            return
        none = self.model.new_bool_var(f"none_of_{name}")
        self.model.add_bool_or([*chosen, none])
        self.penalties.append(penalty * none)

    def share_between_territories(self) -> None:
        """Between the territory that has most half-days and the one that has fewest, announced ones included."""
        most, least = (self.model.new_int_var(0, 10_000, name) for name in ("most", "least"))
        by_territory = self.grouped(lambda offer: [offer.territory])
        for territory in self.year.world.territories:
            held = self.year.world.held.get((self.year.year, territory), 0)
            given = held + sum(offer.half_days * taken for offer, taken in by_territory.get(territory, ()))
            self.model.add(most >= given)
            self.model.add(least <= given)
        if self.year.world.territories:
            self.penalties.append(HALF_DAY_OF_DIFFERENCE * (most - least))

    def spread_over_months(self) -> None:
        most = -(-self.year.missing // BUSY_MONTHS) + 1
        for month, group in self.grouped(lambda offer: [offer.choice.moments[0][0].month]).items():
            half_days = sum(offer.half_days * taken for offer, taken in group)
            self.beyond(half_days, most, HALF_DAY_OF_A_FULL_MONTH, f"month{month}")

    def spare_trainers(self) -> None:
        """The third day of a week: those of one offer among others are counted by the search already."""
        weeks = self.grouped(
            lambda offer: (
                [(offer.choice.trainer.key, offer.choice.moments[0][0].isocalendar()[:2])]
                if offer.choice.trainer
                else []
            )
        )
        for (trainer, week), group in weeks.items():
            days = sum(len({day for day, _ in offer.choice.moments}) * taken for offer, taken in group)
            self.beyond(days, MOST_DAYS_IN_A_WEEK, THIRD_DAY, f"week{trainer}of{week[0]}w{week[1]}")
