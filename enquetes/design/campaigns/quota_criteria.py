"""Criteria of quotas: variables that sort each person into one category, crossed into cells."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.commune_size import BRACKETS, bracket_of
from enquetes.design.variables.variable import Variable, variables_of
from questionnaires.filling.values import without_unasked
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline
from reseau.places.models.commune import Commune

MOST_CELLS = 200
UNKNOWN_CRITERION = "Choisissez des questions à une seule réponse, ou la commune."
TOO_MANY_CELLS = f"Ces critères croisés font plus de {MOST_CELLS} cases\u00a0: retirez-en un."
BETWEEN = ", "


def possible_criteria(outline: Outline) -> list[Variable]:
    """Return the variables by which quotas may be set: those where nobody is in two categories."""
    return [variable for variable in variables_of(outline) if not variable.is_several]


def criteria_of(outline: Outline, codes: Sequence[str]) -> list[Variable]:
    """Return the variables with these codes, in order. Raises ValidationError for others, or for too many cells."""
    possible = {variable.code: variable for variable in possible_criteria(outline)}
    if len(set(codes)) < len(codes) or not set(codes) <= set(possible):
        raise ValidationError(UNKNOWN_CRITERION)
    criteria = [possible[code] for code in codes]
    if prod(len(variable.categories) for variable in criteria) > MOST_CELLS:
        raise ValidationError(TOO_MANY_CELLS)
    return criteria


def crossed_cells(criteria: Sequence[Variable]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (codes of the categories, wording) of each cell; none without criteria."""
    if criteria:
        for cell in product(*(variable.categories for variable in criteria)):
            yield tuple(each.code for each in cell), BETWEEN.join(each.wording for each in cell)


def current_criteria(campaign: Campaign, outline: Outline) -> list[Variable] | None:
    """Return the criteria of a campaign if its cells are those that they make now; None if people would answer
    outside of them."""
    try:
        criteria = criteria_of(outline, campaign.quota_variables)
    except ValidationError:
        return None
    planned = campaign.quota_cells.values_list("categories", flat=True)
    return criteria if [list(codes) for codes, _ in crossed_cells(criteria)] == list(planned) else None


def categories_of(outline: Outline, codes: Sequence[str], values: Mapping[str, Any]) -> list[str] | None:
    """Return the codes of the categories of whoever gave `values`; None if an answer is missing.

    `codes`: criteria of quotas that are planned, and so were accepted. An answer to a question that was not asked
    counts for nothing. One query for each criterion on a commune, and one.
    """
    asked = without_unasked(outline, values)
    possible = {variable.code: variable for variable in possible_criteria(outline)}
    found = [_category(possible[code], asked) for code in codes]
    return None if None in found else found


def _category(variable: Variable, values: Mapping[str, Any]) -> str | None:
    value = values.get(variable.question.code)
    if variable.row:
        return (value or {}).get(variable.row.code)
    if variable.question.kind is QuestionKind.COMMUNE:
        commune = Commune.objects.filter(pk=value).select_related("territory").first()
        if commune is None:
            return None
        return BRACKETS[bracket_of(commune.population)][0] if variable.by_size else commune.territory.slug
    return value
