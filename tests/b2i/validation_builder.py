"""Builder of records with validated skills."""

from datetime import timedelta

from django.utils import timezone

from b2i.records.models import Record
from b2i.records.validation.models.validation import Validation
from tests.factories.b2i import EvidenceFactory, skill_of
from tests.factories.validation import ValidationFactory

# 70 % of each domain, rounded up.
ENOUGH = tuple(f"D{domain}.{skill}" for domain in range(1, 6) for skill in range(1, 4))


def validate_skills(record: Record, *codes: str, days: int = 10, **kwargs) -> list[Validation]:
    """Validate these skills today, with evidence from `days` ago; return the validations."""
    observed_on = timezone.localdate() - timedelta(days=days)
    validations = []
    for code in codes:
        skill = skill_of(record, code)
        evidence = EvidenceFactory(record=record, skill=skill, observed_on=observed_on, text=f"A montré {code}")
        fields = {"proposal__record": record, "proposal__skill": skill, "proposal__evidence": evidence}
        validations.append(ValidationFactory(**fields, **kwargs))
    return validations
