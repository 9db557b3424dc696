"""Optimiser that selects the sessions of a year among candidates, with OR-Tools CP-SAT.

Every wish is a penalty, so that there is always a solution. Announced sessions and existing drafts are fixed: the
candidates are built around them. As in the database, neither a room nor a trainer is in two half-days at once.
OR-Tools is an optional extra (`optimiseur`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from formation.year.drafting.candidates import Candidate, Year
from formation.year.planning.soft_rules import MOST_DAYS_IN_A_WEEK

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
    selected_candidates = [
        candidate
        for candidate, decision in zip(candidates, model.decisions, strict=True)
        if solver.boolean_value(decision)
    ]
    return Selection(
        sorted(selected_candidates, key=lambda candidate: candidate.choice.moments), status == cp_model.OPTIMAL
    )


class YearModel:
    """The model: one Boolean for each candidate, hard constraints, and a sum of penalties to minimise."""

    def __init__(self, year: Year, candidates: Sequence[Candidate]) -> None:
        self.year, self.candidates = year, candidates
        self.model = cp_model.CpModel()
        self.decisions = [self.model.new_bool_var(f"candidate{number}") for number in range(len(candidates))]
        self.penalties = [
            round(candidate.choice.cost) * decision
            for candidate, decision in zip(candidates, self.decisions, strict=True)
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
        for candidate, decision in zip(self.candidates, self.decisions, strict=True):
            for group_key in key(candidate):
                groups[group_key].append((candidate, decision))
        return groups

    def penalise_excess(self, expression, threshold: int, penalty: int, name: str) -> None:
        """Add `penalty` for each unit of `expression` above `threshold`."""
        excess = self.model.new_int_var(0, 10_000, name)
        self.model.add(excess >= expression - threshold)
        self.penalties.append(penalty * excess)

    def forbid_overlaps(self) -> None:
        rooms = self.grouped(
            lambda candidate: [(candidate.choice.room.key, *moment) for moment in candidate.choice.moments]
        )
        people = self.grouped(
            lambda candidate: [
                (candidate.choice.trainer.key, *moment)
                for moment in candidate.choice.moments
                if candidate.choice.trainer
            ]
        )
        for group in (*rooms.values(), *people.values()):
            if len(group) > 1:
                self.model.add_at_most_one(decision for _, decision in group)

    def reach_the_target(self) -> None:
        half_days = sum(
            candidate.half_days * decision for candidate, decision in zip(self.candidates, self.decisions, strict=True)
        )
        shortfall = self.model.new_int_var(0, max(self.year.missing, 0), "shortfall")
        self.model.add(shortfall >= self.year.missing - half_days)
        self.penalties.append(MISSING_HALF_DAY * shortfall)
        self.penalise_excess(half_days, self.year.missing, HALF_DAY_TOO_MANY, "too_many")

    def answer_voices(self) -> None:
        """Give each training that people want, preferably in their territory, and no more often than needed."""
        by_course = self.grouped(lambda candidate: [candidate.course.key])
        by_place = self.grouped(lambda candidate: [(candidate.course.key, candidate.territory)])
        for course in self.year.courses:
            decisions = [decision for _, decision in by_course.get(course.key, ())]
            voices = len(course.wishers)
            weight = VOICE_WITHOUT_SESSION * voices + (0 if course.planned else COURSE_NEVER_GIVEN)
            self.penalise_if_none(decisions, weight, f"course{course.key}")
            for territory, count in sorted(course.voices.items()):
                local_decisions = [decision for _, decision in by_place.get((course.key, territory), ())]
                self.penalise_if_none(local_decisions, VOICE_FROM_ELSEWHERE * count, f"course{course.key}in{territory}")
            enough = max(-(-voices // course.seats), 0 if course.planned else 1)
            if decisions:
                self.penalise_excess(sum(decisions), enough, SESSION_BEYOND_DEMAND, f"beyond{course.key}")

    def penalise_if_none(self, decisions: list, penalty: int, name: str) -> None:
        """Add `penalty` if none of `decisions` is true."""
        if not decisions or not penalty:
            return
        none_selected = self.model.new_bool_var(f"none_of_{name}")
        self.model.add_bool_or([*decisions, none_selected])
        self.penalties.append(penalty * none_selected)

    def share_between_territories(self) -> None:
        """Penalise the gap between the territories with the most and the fewest half-days, announced ones included."""
        highest, lowest = (self.model.new_int_var(0, 10_000, name) for name in ("highest", "lowest"))
        by_territory = self.grouped(lambda candidate: [candidate.territory])
        for territory in self.year.search_space.territories:
            existing_half_days = self.year.search_space.half_days_by_territory.get((self.year.year, territory), 0)
            half_days = existing_half_days + sum(
                candidate.half_days * decision for candidate, decision in by_territory.get(territory, ())
            )
            self.model.add(highest >= half_days)
            self.model.add(lowest <= half_days)
        if self.year.search_space.territories:
            self.penalties.append(HALF_DAY_OF_DIFFERENCE * (highest - lowest))

    def spread_over_months(self) -> None:
        monthly_limit = -(-self.year.missing // BUSY_MONTHS) + 1
        for month, group in self.grouped(lambda candidate: [candidate.choice.moments[0][0].month]).items():
            half_days = sum(candidate.half_days * decision for candidate, decision in group)
            self.penalise_excess(half_days, monthly_limit, HALF_DAY_OF_A_FULL_MONTH, f"month{month}")

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
            days = sum(len({day for day, _ in candidate.choice.moments}) * decision for candidate, decision in group)
            self.penalise_excess(days, MOST_DAYS_IN_A_WEEK, THIRD_DAY, f"week{trainer}of{week[0]}w{week[1]}")
