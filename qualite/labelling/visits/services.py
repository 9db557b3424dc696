"""Visits: planned with a peer of another territory, moved, cancelled; observations saved, and handed in."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.labelling.enums import FilePart, FileStage, VisitState
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.people import note_team, take_part
from qualite.labelling.visits.models import Observation, Visit
from qualite.labelling.visits.notices import notify_cancelled, notify_held, notify_planned
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

NOT_PLANNED = "Cette visite est faite ou annulée\u00a0: elle ne change plus."


@transaction.atomic
def plan_visit(
    *,
    assessment: Assessment,
    visitor: Member,
    date: datetime.date,
    start: datetime.time,
    end: datetime.time,
    by: Member,
) -> Visit:
    """Entrust the visit of a submitted file to a peer of another territory, and tell them and the team.

    Raises ValidationError if the file waits for no visit, for a past day, a visitor of the place, of its territory or
    without a territory.
    """
    assessment = lock_row(Assessment.objects.with_place(), assessment.pk)
    if assessment.stage != FileStage.SUBMITTED:
        raise ValidationError("Ce dossier n’attend pas de visite.")
    _check_day(date)
    visit = Visit(
        assessment=assessment,
        place_territory_id=assessment.territory_id,
        visitor_territory_id=_territory_of_visitor(visitor, assessment),
        involvement=take_part(assessment, member=visitor, part=FilePart.VISITOR),
        date=date,
        start=start,
        end=end,
    )
    visit.full_clean()
    visit.save()
    assessment.stage = FileStage.VISIT_PLANNED
    assessment.save(update_fields=["stage"])
    notify_planned(visit, by=by)
    return visit


@transaction.atomic
def move_visit(*, visit: Visit, date: datetime.date, start: datetime.time, end: datetime.time, by: Member) -> Visit:
    """Change the day or the hour of a planned visit, and tell the visitor and the team.

    Raises ValidationError for a past day, and for a visit that is made or cancelled.
    """
    visit = lock_row(Visit.objects.with_file(), visit.pk)
    if not visit.is_planned:
        raise ValidationError(NOT_PLANNED)
    _check_day(date)
    if (visit.date, visit.start, visit.end) == (date, start, end):
        return visit
    visit.date, visit.start, visit.end, visit.changed = date, start, end, timezone.now()
    visit.full_clean()
    visit.save()
    notify_planned(visit, by=by)
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, by: Member) -> None:
    """Cancel a planned visit: the file waits for another visitor. Raises ValidationError if it is made or cancelled."""
    visit = lock_row(Visit.objects.with_file(), visit.pk)
    if not visit.is_planned:
        raise ValidationError(NOT_PLANNED)
    visit.state, visit.changed = VisitState.CANCELLED, timezone.now()
    visit.save(update_fields=["state", "changed"])
    Assessment.objects.filter(pk=visit.assessment_id).update(stage=FileStage.SUBMITTED)
    notify_cancelled(visit, by=by)


@transaction.atomic
def save_observations(*, visit: Visit, observations: Mapping[int, tuple[str, str]], summary: str) -> Visit:
    """Save what the visitor typed: criterion → (sight, words); empty ones are forgotten.

    Raises ValidationError for a visit that is made or cancelled.
    """
    visit = lock_row(Visit.objects.with_file(), visit.pk)
    if not visit.is_planned:
        raise ValidationError(NOT_PLANNED)
    visit.summary = summary
    visit.save(update_fields=["summary"])
    visit.observations.all().delete()
    Observation.objects.bulk_create(
        Observation(visit=visit, criterion_id=criterion, sight=sight, words=words)
        for criterion, (sight, words) in observations.items()
        if sight or words
    )
    return visit


@transaction.atomic
def hand_in_visit(*, visit: Visit, by: Member) -> Visit:
    """Hand in what was seen: the file waits for the decision, who decides and the team are told.

    Raises ValidationError before the day of the visit, if a criterion has no observation or nothing sums it up.
    """
    visit = lock_row(Visit.objects.with_file(), visit.pk)
    if not visit.is_planned:
        raise ValidationError(NOT_PLANNED)
    if visit.date > timezone.localdate():
        raise ValidationError("La visite n’a pas encore eu lieu\u00a0: changez son jour si vous y êtes déjà allé.")
    seen = set(visit.observations.exclude(sight="").values_list("criterion", flat=True))
    lacking = [criterion.title for criterion in visit.assessment.charter.criteria if criterion.pk not in seen]
    if lacking:
        raise ValidationError([f"«\u00a0{title}\u00a0»\u00a0: dites ce que vous avez vu." for title in lacking])
    if not visit.summary:
        raise ValidationError("Dites en quelques mots ce que vous retenez de la visite.")
    visit.state, visit.held_at = VisitState.HELD, timezone.now()
    visit.save(update_fields=["state", "held_at"])
    Assessment.objects.filter(pk=visit.assessment_id).update(stage=FileStage.VISITED)
    notify_held(visit, by=by)
    return visit


def _check_day(day: datetime.date) -> None:
    if day < timezone.localdate():
        raise ValidationError("Ce jour est passé\u00a0: choisissez-en un autre.")


def _territory_of_visitor(visitor: Member, assessment: Assessment) -> int:
    """Return the territory where the visitor works today. Raises ValidationError if it will not do."""
    note_team(assessment, until=timezone.localdate())
    if not visitor.is_active or not visitor.is_in_network:
        raise ValidationError(f"{visitor} n’est plus dans le réseau.")
    if assessment.epm_id in visitor.epm_ids:
        raise ValidationError(f"{visitor} travaille dans ce lieu\u00a0: il faut une personne d’un autre territoire.")
    if not visitor.territory_ids:
        raise ValidationError(f"{visitor} ne travaille dans aucun territoire\u00a0: choisissez une équipe d’ailleurs.")
    if assessment.territory_id in visitor.territory_ids:
        raise ValidationError(f"{visitor} travaille dans ce territoire\u00a0: il faut une personne d’un autre.")
    return min(visitor.territory_ids)
