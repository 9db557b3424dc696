"""Versions of questionnaires: one by its address, and those that people answer today."""

from collections.abc import Iterable

from django.db.models import Max
from django.shortcuts import get_object_or_404

from questionnaires.questions.models import QuestionnaireVersion


def find_version(slug: str, number: int | None = None) -> QuestionnaireVersion:
    """Return a version with its questionnaire: that of `number`, or the last one. Raises Http404."""
    versions = QuestionnaireVersion.objects.select_related("questionnaire").filter(questionnaire__slug=slug)
    if number is None:
        versions = versions.filter(number=_last_number(slug))
    return get_object_or_404(versions, **({} if number is None else {"number": number}))


def current_versions(slugs: Iterable[str]) -> dict[str, QuestionnaireVersion]:
    """Return slug → the last version put into use, without the questionnaires that have none. One query."""
    versions = QuestionnaireVersion.objects.filter(questionnaire__slug__in=list(slugs), frozen__isnull=False)
    in_order = versions.select_related("questionnaire").order_by("number")
    return {version.questionnaire.slug: version for version in in_order}


def _last_number(slug: str) -> int | None:
    return QuestionnaireVersion.objects.filter(questionnaire__slug=slug).aggregate(last=Max("number"))["last"]
