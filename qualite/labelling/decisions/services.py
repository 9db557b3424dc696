"""The decision on a visited file: label for a period, action plan first, or refusal with its reason."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.labelling.decisions.conditions import check_period, months_later, unmet_requirements
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.decisions.notices import notify_decided
from qualite.labelling.enums import FilePart, FileStage, LabelOutcome
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.people import note_team, take_part
from reseau.documents.proofs.numbers import new_number
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def decide(
    *,
    assessment: Assessment,
    outcome: LabelOutcome,
    by: Member,
    reason: str = "",
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> FileDecision:
    """Decide on a visited file, and tell the team and the animation of its territory.

    Raises ValidationError if the file is not visited or is decided already, to who works in the place, answered for it
    or visited it, without a reason where the label is not granted, if the label lacks a criterion that it needs, and
    for a period out of bounds (`check_period`).
    """
    assessment = lock_row(Assessment.objects.with_place(), assessment.pk)
    if assessment.stage != FileStage.VISITED:
        raise ValidationError("Ce dossier n’attend pas de décision.")
    note_team(assessment, until=timezone.localdate())
    if not by.is_coordinator:
        raise ValidationError("La coordination décide.")
    involvement = take_part(assessment, member=by, part=FilePart.DECIDER)
    if outcome == LabelOutcome.GRANTED and (unmet := unmet_requirements(assessment)):
        raise ValidationError(
            [f"Le label demande «\u00a0{title}\u00a0», qui n’est pas encore en place." for title in unmet]
        )
    decision = FileDecision(assessment=assessment, involvement=involvement, outcome=outcome, reason=reason)
    decision.full_clean()
    decision.save()
    if decision.is_granted:
        _grant(decision, starts_on=starts_on or timezone.localdate(), ends_on=ends_on)
    assessment.stage = FileStage.DECIDED
    assessment.save(update_fields=["stage"])
    notify_decided(decision, by=by)
    return decision


def _grant(decision: FileDecision, *, starts_on: datetime.date, ends_on: datetime.date | None) -> QualityLabel:
    charter = decision.assessment.charter
    ends_on = ends_on or months_later(starts_on, charter.label_months)
    check_period(decision.assessment, starts_on=starts_on, ends_on=ends_on)
    label = QualityLabel(
        decision=decision,
        epm=decision.assessment.epm,
        charter=charter,
        number=new_number(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    label.full_clean()
    label.save()
    return label
