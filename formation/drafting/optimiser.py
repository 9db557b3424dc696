"""Optimiser that selects the sessions of a year among candidates, with OR-Tools CP-SAT.

Every wish is a penalty, so that there is always a solution. Announced sessions and existing drafts are fixed: the
candidates are built around them. As in the database, neither a room nor a trainer is in two half-days at once.
OR-Tools is an optional extra (`optimiseur`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from formation.drafting.candidates import Candidate, Year
from formation.planning.soft_rules import MOST_DAYS_IN_A_WEEK

try:
    from ortools.sat.python import cp_model
except ImportError:  # the extra is not installed
    cp_model = None

# In kilometres driven by everybody, like the costs of a candidate.
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
class Selection:
    """Result of the solver; `is_best` if it is proven optimal."""

    candidates: list[Candidate]
    is_best: bool


def choose(year: Year, candidates: Sequence[Candidate], *, seconds: float = SECONDS, workers: int = 1) -> Selection:
    """Select candidates within `seconds`. With one worker that has time to finish, the result is reproducible.

    Raises OptimiserMissingError.
    """
    if cp_model is None:
        raise OptimiserMissingError("OR-Tools n’est pas installé\u00a0: installez l’extra «\u00a0optimiseur\u00a0».")
    model = YearModel(year, candidates)
    model.build()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = SEED
    solver.parameters.num_workers = workers
    # Relaxing sums as well (level 2) settles a year in one second instead of twenty.
    solver.parameters.linearization_level = 2
    status = solver.solve(model.model)
    kept = [candidate for candidate, taken in zip(candidates, model.taken, strict=True) if solver.boolean_value(taken)]
    return Selection(sorted(kept, key=lambda candidate: candidate.choice.moments), status == cp_model.OPTIMAL)


class YearModel:
    """The model: one Boolean for each candidate, hard constraints, and a sum of penalties to minimise."""

    def __init__(self, year: Year, candidates: Sequence[Candidate]) -> None:
        self.year, self.candidates = year, candidates
        self.model = cp_model.CpModel()
        self.taken = [self.model.new_bool_var(f"candidate{number}") for number in range(len(candidates))]
        self.penalties = [
            round(candidate.choice.cost) * taken for candidate, taken in zip(candidates, self.taken, strict=True)
        ]

    def build(self) -> None:
        self.forbid_overlaps()
        self.reach_the_target()
        self.answer_voices()
        self.share_between_territories()
        self.spread_over_months()
        self.spare_trainers()
        self.model.minimize(sum(self.penalties))

    def grouped(self, key: Callable[[Candidate], Iterable]) -> dict:
        """Group the decisions by key; a candidate may have several keys."""
        groups = defaultdict(list)
        for candidate, taken in zip(self.candidates, self.taken, strict=True):
            for one in key(candidate):
                groups[one].append((candidate, taken))
        return groups

    def penalise_excess(self, expression, most: int, penalty: int, name: str) -> None:
        """Add `penalty` for each unit of `expression` above `most`."""
        excess = self.model.new_int_var(0, 10_000, name)
        self.model.add(excess >= expression - most)
        self.penalties.append(penalty * excess)

    def forbid_overlaps(self) -> None:
        rooms = self.grouped(
            lambda candidate: [(candidate.choice.room.key, *moment) for moment in candidate.choice.moments]
        )
        people = self.grouped(
            lambda candidate: [
                (candidate.choice.trainer.key, *one) for one in candidate.choice.moments if candidate.choice.trainer
            ]
        )
        for group in (*rooms.values(), *people.values()):
            if len(group) > 1:
                self.model.add_at_most_one(taken for _, taken in group)

    def reach_the_target(self) -> None:
        half_days = sum(
            candidate.half_days * taken for candidate, taken in zip(self.candidates, self.taken, strict=True)
        )
        missing = self.model.new_int_var(0, max(self.year.missing, 0), "missing")
        self.model.add(missing >= self.year.missing - half_days)
        self.penalties.append(MISSING_HALF_DAY * missing)
        self.penalise_excess(half_days, self.year.missing, HALF_DAY_TOO_MANY, "too_many")

    def answer_voices(self) -> None:
        """Give each training that people want, preferably in their territory, and no more often than needed."""
        by_course = self.grouped(lambda candidate: [candidate.course.key])
        by_place = self.grouped(lambda candidate: [(candidate.course.key, candidate.territory)])
        for course in self.year.courses:
            chosen = [taken for _, taken in by_course.get(course.key, ())]
            voices = len(course.wishers)
            weight = VOICE_WITHOUT_SESSION * voices + (0 if course.planned else COURSE_NEVER_GIVEN)
            self.penalise_if_none(chosen, weight, f"course{course.key}")
            for territory, count in sorted(course.voices.items()):
                here = [taken for _, taken in by_place.get((course.key, territory), ())]
                self.penalise_if_none(here, VOICE_FROM_ELSEWHERE * count, f"course{course.key}in{territory}")
            enough = max(-(-voices // course.seats), 0 if course.planned else 1)
            if chosen:
                self.penalise_excess(sum(chosen), enough, SESSION_BEYOND_DEMAND, f"beyond{course.key}")

    def penalise_if_none(self, chosen: list, penalty: int, name: str) -> None:
        """Add `penalty` if none of `chosen` is taken."""
        if not chosen or not penalty:
            return
        none = self.model.new_bool_var(f"none_of_{name}")
        self.model.add_bool_or([*chosen, none])
        self.penalties.append(penalty * none)

    def share_between_territories(self) -> None:
        """Penalise the difference between the territories with most and fewest half-days, announced ones included."""
        most, least = (self.model.new_int_var(0, 10_000, name) for name in ("most", "least"))
        by_territory = self.grouped(lambda candidate: [candidate.territory])
        for territory in self.year.search_space.territories:
            held = self.year.search_space.held.get((self.year.year, territory), 0)
            given = held + sum(candidate.half_days * taken for candidate, taken in by_territory.get(territory, ()))
            self.model.add(most >= given)
            self.model.add(least <= given)
        if self.year.search_space.territories:
            self.penalties.append(HALF_DAY_OF_DIFFERENCE * (most - least))

    def spread_over_months(self) -> None:
        most = -(-self.year.missing // BUSY_MONTHS) + 1
        for month, group in self.grouped(lambda candidate: [candidate.choice.moments[0][0].month]).items():
            half_days = sum(candidate.half_days * taken for candidate, taken in group)
            self.penalise_excess(half_days, most, HALF_DAY_OF_A_FULL_MONTH, f"month{month}")

    def spare_trainers(self) -> None:
        """Penalise the third day of a trainer in a week. Days within one candidate are in its cost already."""
        weeks = self.grouped(
            lambda candidate: (
                [(candidate.choice.trainer.key, candidate.choice.moments[0][0].isocalendar()[:2])]
                if candidate.choice.trainer
                else []
            )
        )
        for (trainer, week), group in weeks.items():
            days = sum(len({day for day, _ in candidate.choice.moments}) * taken for candidate, taken in group)
            self.penalise_excess(days, MOST_DAYS_IN_A_WEEK, THIRD_DAY, f"week{trainer}of{week[0]}w{week[1]}")
