"""A draft held while one change is made to it: nobody else changes it meanwhile, and a version in use is refused."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone

from questionnaires.questions.models import Question, QuestionnaireSection, QuestionnaireVersion
from questionnaires.questions.services.versions import IN_USE
from reseau.web.queries.row_locks import lock_row

GONE = "Cette partie du questionnaire n’est plus là\u00a0: quelqu’un l’a retirée."
Part = TypeVar("Part", Question, QuestionnaireSection)


def lock_draft(key: int) -> QuestionnaireVersion:
    """Lock a version, note that it changes. Raises ValidationError if it is in use."""
    version = lock_row(QuestionnaireVersion.objects.select_related("questionnaire"), key)
    if version.is_frozen:
        raise ValidationError(IN_USE)
    version.changed = timezone.now()
    version.save(update_fields=["changed"])
    return version


def lock_part(part: Part) -> Part:
    """Lock the draft of a section or a question, read the latter again. Raises ValidationError if it was removed."""
    lock_draft(part.version_id)
    found = type(part).objects.filter(pk=part.pk).first()
    if found is None:
        raise ValidationError(GONE)
    return found


def number_rows(rows: QuerySet, keys: list[int]) -> None:
    """Give ranks from 1 to `rows`, in the order of `keys`."""
    ranks = {key: rank for rank, key in enumerate(keys, start=1)}
    changed: list[Model] = []
    for row in rows.filter(pk__in=keys):
        if row.rank != ranks[row.pk]:
            row.rank = ranks[row.pk]
            changed.append(row)
    rows.model.objects.bulk_update(changed, ["rank"])
