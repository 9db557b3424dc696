"""The assessment as it stands: the last version, or the text that comes with the site; a further version."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from extranet.public.impact_assessment.enums import FearedEvent
from extranet.public.impact_assessment.models import AssessedRisk, ImpactAssessment
from reseau.people.members.models.member import Member
from reseau.people.personal_data.declaration import Processing, declared_processing
from reseau.permissions import is_coordinator
from reseau.web.queries.row_locks import lock_rows

STARTING_TEXT = Path(__file__).parent / "starting_text.toml"
# The risky processing: the records of learners and whatever the same app keeps beside them.
ASSESSED_APP = "b2i"
NOT_YET = "Ce jour n’est pas encore passé."
OUT_OF_REACH = "La coordination seule écrit l’analyse d’impact."


@dataclass(frozen=True, slots=True)
class WrittenAssessment:
    """A version with its risks; unsaved rows stand for the text that comes with the site."""

    assessment: ImpactAssessment
    risks: list[AssessedRisk]

    @property
    def is_starting_text(self) -> bool:
        return self.assessment.pk is None


@cache
def _starting_words() -> dict[str, Any]:
    return tomllib.loads(STARTING_TEXT.read_text(encoding="utf-8"))


def starting_text() -> WrittenAssessment:
    """Return the text that comes with the site, which nobody has reviewed."""
    words = _starting_words()
    texts = {name: value.strip() for name, value in words.items() if isinstance(value, str)}
    risks = [AssessedRisk(event=event, **_stripped(words[event])) for event in FearedEvent]
    return WrittenAssessment(ImpactAssessment(version=0, **texts), risks)


def _stripped(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in words.items()}


def written_assessment(*, version: int | None = None) -> WrittenAssessment | None:
    """Return a version, the last one by default; the starting text as long as there is none, or None for a number
    without version. Two queries.
    """
    every = ImpactAssessment.objects.select_related("writer")
    found = every.first() if version is None else every.filter(version=version).first()
    if found is None:
        return starting_text() if version is None else None
    return WrittenAssessment(found, list(found.risks.all()))


def assessed_processing() -> list[Processing]:
    """Return what the register says of the processing that is assessed."""
    return [one for one in declared_processing() if any(label.startswith(f"{ASSESSED_APP}.") for label in one.fields)]


@transaction.atomic
def write_assessment(
    *, texts: Mapping[str, Any], risks: Mapping[FearedEvent, Mapping[str, Any]], by: Member
) -> ImpactAssessment:
    """Save a further version. Raises ValidationError if the day of the review is to come."""
    if not is_coordinator(by):
        raise ValidationError(OUT_OF_REACH)
    if texts["reviewed_on"] > timezone.localdate():
        raise ValidationError({"reviewed_on": NOT_YET})
    versions = lock_rows(ImpactAssessment.objects.all())
    last = max((each.version for each in versions), default=0)
    assessment = ImpactAssessment.objects.create(version=last + 1, writer=by, **texts)
    for event in FearedEvent:
        AssessedRisk.objects.create(assessment=assessment, event=event, **risks[event])
    return assessment
