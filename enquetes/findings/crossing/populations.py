"""Whose answers are counted: everybody who answered a version, or those who gave some answers, with their weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from enquetes.design.variables.answers import has_answered
from enquetes.design.variables.variable import Variable
from enquetes.fieldwork.collection.counted import has_uncounted, is_counted
from enquetes.preparation.weighting.models import Weighting
from questionnaires.answers.models import Answer, Response
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import QuestionOutline


@dataclass(frozen=True)
class CategoryFilter:
    """Those who are in one of some categories: `keys`."""

    variable: Variable
    keys: frozenset[int]

    def condition(self, response: str) -> Q:
        return Q(has_answered(self.variable, response, **{f"{self.variable.path}__in": self.keys}))


@dataclass(frozen=True)
class NumberFilter:
    """Those whose number is between two others, included."""

    question: QuestionOutline
    lowest: int
    highest: int

    def condition(self, response: str) -> Q:
        numbers = Variable(self.question, ())
        return Q(has_answered(numbers, response, number__gte=self.lowest, number__lte=self.highest))


@dataclass(frozen=True, slots=True)
class PopulationSizes:
    """How many people. `wider`: without one of the filters, or without any."""

    size: int
    everybody: int
    wider: tuple[int, ...]

    def show_few(self, smallest: int) -> bool:
        """Whether these people, or those whom a filter leaves out, are fewer than `smallest`.

        The same figures without the filter would show them by subtraction.
        """
        return 0 < self.size < smallest or any(0 < wider - self.size < smallest for wider in self.wider)


@dataclass(frozen=True)
class Population:
    """`version`, `weighting`: their keys. Several filters all hold. `has_uncounted`: some responses do not count."""

    version: int
    filters: tuple[CategoryFilter | NumberFilter, ...] = ()
    weighting: int | None = None
    has_uncounted: bool = False

    def of_answers(self, answers: QuerySet[Answer]) -> QuerySet[Answer]:
        """Keep the answers of these people. Answers to a question are all to its version."""
        return answers.filter(*self._conditions("response"))

    def everybody(self) -> QuerySet[Response]:
        """Responses that count, whatever the filters."""
        people = Response.objects.filter(version=self.version).order_by()
        return people.filter(is_counted("pk")) if self.has_uncounted else people

    def responses(self) -> QuerySet[Response]:
        return self.everybody().filter(*(each.condition("pk") for each in self.filters))

    def sizes(self) -> "PopulationSizes":
        """Count these people, and those that each filter leaves out. One query."""
        conditions = [each.condition("pk") for each in self.filters]
        if not conditions:
            everybody = self.everybody().count()
            return PopulationSizes(everybody, everybody, ())
        counts = {f"wider_{place}": Count("pk", filter=kept) for place, kept in enumerate(_wider(conditions))}
        counts |= {"size": Count("pk", filter=reduce(and_, conditions)), "everybody": Count("pk")}
        found = self.everybody().aggregate(**counts)
        return PopulationSizes(found.pop("size"), found["everybody"], tuple(found.values()))

    def shows_few(self, smallest: int) -> bool:
        """Whether these people, or those whom a filter leaves out, are fewer than `smallest`. One query."""
        return self.sizes().show_few(smallest)

    def _conditions(self, response: str) -> list[Q]:
        conditions = [each.condition(response) for each in self.filters]
        return [*conditions, is_counted(response)] if self.has_uncounted else conditions


def _wider(conditions: Sequence[Q]) -> Iterator[Q]:
    """Yield all conditions but one, for each of them; none where there is only one."""
    if len(conditions) > 1:
        for place in range(len(conditions)):
            yield reduce(and_, [*conditions[:place], *conditions[place + 1 :]])


def population_of(version: QuestionnaireVersion, *filters: CategoryFilter | NumberFilter) -> Population:
    """Return who gave these answers and counts, with the weights in use. One query."""
    in_use = Weighting.objects.filter(version=OuterRef("pk"), is_used=True).values("pk")
    facts = QuestionnaireVersion.objects.annotate(in_use=Subquery(in_use), uncounted=has_uncounted(OuterRef("pk")))
    weighting, uncounted = facts.values_list("in_use", "uncounted").get(pk=version.pk)
    return Population(version.pk, filters, weighting, uncounted)
