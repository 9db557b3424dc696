"""People counted by the database, by category, by pair of categories or by number, with the sums of their weights."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from enquetes.design.variables.answers import answer_condition, answers_to, has_answered
from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.populations import Population
from enquetes.preparation.weighting.design_effect import design_effect, effective_size
from questionnaires.answers.models import Answer
from questionnaires.questions.outline import QuestionOutline


@dataclass(frozen=True, slots=True)
class WeightedCount:
    """A number of people, the sum of their weights, and that of the squares of their weights."""

    count: int = 0
    weight: float = 0.0
    squares: float = 0.0

    def __add__(self, other: "WeightedCount") -> "WeightedCount":
        return WeightedCount(self.count + other.count, self.weight + other.weight, self.squares + other.squares)

    def __sub__(self, other: "WeightedCount") -> "WeightedCount":
        return WeightedCount(self.count - other.count, self.weight - other.weight, self.squares - other.squares)

    @property
    def effective_size(self) -> float:
        return effective_size(self.weight, self.squares)

    @property
    def design_effect(self) -> float:
        return design_effect(self.count, self.weight, self.squares)


NOBODY = WeightedCount()


def add_up(counts: Iterable[WeightedCount]) -> WeightedCount:
    return sum(counts, NOBODY)


def count_by_category(
    variable: Variable, population: Population, *, who_answered: Variable | None = None
) -> dict[int, WeightedCount]:
    """Return key of a category → people in it, among those who answered another variable too. One query."""
    answers = population.of_answers(answers_to(variable))
    if who_answered:
        answers = answers.filter(has_answered(who_answered))
    return _without_none(dict(_grouped(answers, population, variable.path)))


def count_by_pair(rows: Variable, columns: Variable, population: Population) -> dict[tuple[int, int], WeightedCount]:
    """Return (key of the row, key of the column) → people in both. One query, on the answers to both questions."""
    answers = population.of_answers(answers_to(rows)).annotate(
        other=FilteredRelation("response__answers", condition=answer_condition(columns, "response__answers__"))
    )
    pairs = _grouped(answers.filter(other__question__isnull=False), population, rows.path, f"other__{columns.path}")
    return {(row, column): count for row, column, count in pairs}


def count_by_variable(variables: Sequence[Variable], population: Population) -> dict[str, dict[int, WeightedCount]]:
    """Return code of a variable → key of a category → people in it. One query.

    A text that has several codes is in as many groups, of which each counts it once.
    """
    counts: dict[str, dict[int, WeightedCount]] = {variable.code: {} for variable in variables}
    paths = sorted({variable.path for variable in variables})
    asked = defaultdict(list)
    for variable in variables:
        asked[variable.question.key, variable.row and variable.row.key].append(variable)
    questions = {variable.question.key for variable in variables}
    answers = population.of_answers(Answer.objects.filter(question__in=questions).order_by())
    for question, row, *categories, count in _grouped(answers, population, "question", "row", *paths):
        for variable in asked[question, row]:
            own, category = counts[variable.code], categories[paths.index(variable.path)]
            own[category] = own.get(category, NOBODY) + count
    return {code: _without_none(own) for code, own in counts.items()}


def _without_none(counts: dict[int, WeightedCount]) -> dict[int, WeightedCount]:
    """Leave out the texts without a code: they are in no category."""
    return {key: count for key, count in counts.items() if key is not None}


def count_by_numbers(
    questions: Sequence[QuestionOutline], population: Population
) -> dict[int, list[tuple[int | None, WeightedCount]]]:
    """Return key of a question → each number given, in order, with the people who gave it. One query.

    Of a text: None, with the people who wrote one.
    """
    numbers: dict[int, list[tuple[int, WeightedCount]]] = defaultdict(list)
    answers = population.of_answers(Answer.objects.filter(question__in=[each.key for each in questions]).order_by())
    for question, number, count in _grouped(answers, population, "question", "number"):
        numbers[question].append((number, count))
    return {question: sorted(given) for question, given in numbers.items()}


def count_who_answered(population: Population, variables: Sequence[Variable]) -> dict[str, WeightedCount]:
    """Return code of a variable → people who answered it. One query; none without variables."""
    if not variables:
        return {}
    prefixes = {variable.code: f"of_{place}_" for place, variable in enumerate(variables)}
    sums = {
        prefixes[variable.code] + name: expression
        for variable in variables
        for name, expression in _sums(population, only=Q(has_answered(variable, "pk"))).items()
    }
    found = _weighted(population.responses(), population, "weights").aggregate(**sums)
    names = list(_sums(population))
    return {code: _count_of({name: found[prefix + name] for name in names}) for code, prefix in prefixes.items()}


def count_people(population: Population, *variables: Variable) -> WeightedCount:
    """Return the people who answered all these variables. One query."""
    people = population.responses().filter(*(has_answered(variable, "pk") for variable in variables))
    sums = _weighted(people, population, "weights").aggregate(**_sums(population))
    return _count_of(sums)


def _grouped(answers: QuerySet, population: Population, *paths: str) -> Iterator[tuple[Any, ...]]:
    """Yield the values at these paths, then the people who have them."""
    groups = {f"group_{place}": F(path) for place, path in enumerate(paths)}
    rows = _weighted(answers, population, "response__weights").values(**groups).annotate(**_sums(population))
    for row in rows:
        yield *(row[name] for name in groups), _count_of(row)


def _weighted(rows: QuerySet, population: Population, path: str) -> QuerySet:
    if population.weighting is None:
        return rows
    condition = Q(**{f"{path}__weighting": population.weighting})
    return rows.annotate(of_weighting=FilteredRelation(path, condition=condition))


def _sums(population: Population, *, only: Q | None = None) -> dict:
    """Return the sums to ask for. Who answered after the weighting has no weight yet, and counts for 1."""
    # The key of an answer is not in its index.
    people = Count("*") if only is None else Count("pk", filter=only)
    if population.weighting is None:
        return {"people": people}
    weight = Coalesce(F("of_weighting__weight"), 1.0)
    return {"people": people, "weight": Sum(weight, filter=only), "squares": Sum(weight * weight, filter=only)}


def _count_of(sums: dict) -> WeightedCount:
    people = sums["people"]
    return WeightedCount(people, sums.get("weight", float(people)) or 0.0, sums.get("squares", float(people)) or 0.0)
