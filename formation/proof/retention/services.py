"""Decide how long a category of training records is kept, and note the visa of the archivist on that rule."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from reseau.documents.eliminations.services import VISA_TO_COME

RULE = ("years", "start", "source", "fate")


@transaction.atomic
def decide_term(*, category: Category, **rule) -> RetentionTerm:
    """Keep the rule of a category: `years`, `start`, `source`, `fate`. The visa on another rule goes.

    Raises ValidationError if a value is missing or out of bounds.
    """
    term = _locked(category)
    if any(getattr(term, name) != rule[name] for name in RULE):
        term.visa_reference, term.visa_on, term.visa_by = "", None, ""
    for name in RULE:
        setattr(term, name, rule[name])
    term.full_clean()
    term.save()
    return term


@transaction.atomic
def note_term_visa(*, category: Category, reference: str, visa_on: datetime.date, visa_by: str) -> RetentionTerm:
    """Note the visa of the archivist on the rule as it is. Raises ValidationError for a day in the future."""
    if visa_on > timezone.localdate():
        raise ValidationError(VISA_TO_COME)
    term = _locked(category)
    term.visa_reference, term.visa_on, term.visa_by = reference, visa_on, visa_by
    term.save()
    return term


def _locked(category: Category) -> RetentionTerm:
    """Return the row of the category, to write, made first if nobody decided anything yet."""
    return RetentionTerm.objects.select_for_update().filter(category=category).first() or RetentionTerm.objects.of(
        category
    )
