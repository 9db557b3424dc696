"""Weightings made, put in use and taken out of use."""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from enquetes.design.variables.answers import answers_to
from enquetes.design.variables.variable import AnswerCategory, Variable, variables_of
from enquetes.fieldwork.collection.counted import has_uncounted, is_counted
from enquetes.preparation.weighting.fitting import Trim
from enquetes.preparation.weighting.margin_table import read_margins
from enquetes.preparation.weighting.margins import Margin
from enquetes.preparation.weighting.models import ResponseWeight, Weighting
from enquetes.preparation.weighting.raking import TOLERANCE, Weights, rake
from questionnaires.answers.models import Response
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

WRITTEN_AT_ONCE = 2_000


@transaction.atomic
def weight_responses(
    *,
    version: QuestionnaireVersion,
    table: bytes,
    source: str = "",
    trim: Trim | None = None,
    tolerance: float = TOLERANCE,
    by: Member | None = None,
) -> Weighting:
    """Weight all responses to a version that count on the margins of a table, and use these weights from now on.

    Raises ValidationError if the table is wrong, does not fit the answers, or if raking does not converge: the reason
    is said, and the weighting in use stays.
    """
    version = lock_row(QuestionnaireVersion.objects.all(), version.pk)
    variables = variables_of(outline_of(version))
    margins = read_margins(table, variables)
    used = [next(each for each in variables if each.code == margin.variable) for margin in margins]
    keys, rows = _rows(version, used)
    weights = rake(rows, _named(margins, used), trim=trim, tolerance=tolerance)
    if not weights.converged:
        raise ValidationError(weights.reason)
    weighting = _keep(version, margins, weights, source=source, trim=trim, tolerance=tolerance, by=by)
    ResponseWeight.objects.bulk_create(
        (
            ResponseWeight(weighting=weighting, response_id=key, weight=weight)
            for key, weight in zip(keys, weights.values, strict=True)
        ),
        batch_size=WRITTEN_AT_ONCE,
    )
    use_weighting(weighting=weighting)
    return weighting


@transaction.atomic
def use_weighting(*, weighting: Weighting) -> None:
    """Use the weights of a weighting in figures from now on, in place of any other of its version."""
    lock_row(QuestionnaireVersion.objects.all(), weighting.version_id)
    Weighting.objects.filter(version=weighting.version_id, is_used=True).update(is_used=False)
    Weighting.objects.filter(pk=weighting.pk).update(is_used=True)
    weighting.is_used = True


@transaction.atomic
def use_no_weighting(*, version: QuestionnaireVersion) -> None:
    """Count each response for 1 from now on. Weightings stay, and may be used again."""
    lock_row(QuestionnaireVersion.objects.all(), version.pk)
    Weighting.objects.filter(version=version, is_used=True).update(is_used=False)


def _rows(version: QuestionnaireVersion, variables: Sequence[Variable]) -> tuple[list[int], list[dict[str, str]]]:
    """Return the keys of the responses that count, and for each: name of variable → name of category.

    Two queries, and one for each variable.
    """
    responses = Response.objects.filter(version=version).order_by("pk")
    if QuestionnaireVersion.objects.filter(has_uncounted(version.pk), pk=version.pk).exists():
        responses = responses.filter(is_counted("pk"))
    keys = list(responses.values_list("pk", flat=True))
    rows: dict[int, dict[str, str]] = {key: {} for key in keys}
    names = _names(variables)
    for variable in variables:
        categories = _names(variable.categories)
        name, label_of = names[variable.code], {each.key: categories[each.code] for each in variable.categories}
        for response, category in answers_to(variable).values_list("response", variable.path).iterator():
            if response in rows:
                rows[response][name] = label_of[category]
    return keys, list(rows.values())


def _named(margins: Sequence[Margin], variables: Sequence[Variable]) -> list[Margin]:
    """Return the margins with names in place of codes, so that refusals speak as the questionnaire does."""
    names = _names(variables)
    return [
        Margin(
            names[margin.variable],
            {_names(variable.categories)[code]: target for code, target in margin.targets.items()},
        )
        for margin, variable in zip(margins, variables, strict=True)
    ]


def _names(items: Sequence[Variable] | Sequence[AnswerCategory]) -> dict[str, str]:
    """Return code → words, or the code again where others have the same words."""
    words = {item.code: item.wording for item in items}
    shared = Counter(words.values())
    return {code: name if shared[name] == 1 else code for code, name in words.items()}


def _keep(version: QuestionnaireVersion, margins: Sequence[Margin], weights: Weights, *, trim: Trim | None, **kept):
    by = kept.pop("by")
    lowest, highest = trim or (None, None)
    weighting = Weighting(
        version=version,
        made_by=by,
        margins=[[margin.variable, dict(margin.targets)] for margin in margins],
        lowest=lowest,
        highest=highest,
        answers=len(weights.values),
        rounds=weights.rounds,
        greatest_gap=weights.gap.size,
        at_lowest=weights.trimmed[0],
        at_highest=weights.trimmed[1],
        missing=dict(weights.missing),
        effective_size=weights.effective_size,
        design_effect=weights.design_effect,
        **kept,
    )
    weighting.full_clean(exclude=["made_by"])
    weighting.save()
    return weighting
