"""Meetings of the committee: planned, changed, convened, held or cancelled; who attended."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.steering.committee.models import Mandate
from projets.steering.enums import SteeringPresence, SteeringState
from projets.steering.meetings.models.meeting import SteeringAttendance, SteeringMeeting
from projets.steering.meetings.notices import notify_cancelled, notify_convened, notify_moved
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

CHANGED = "Cette séance n’en est plus là\u00a0: relisez sa page."
WHEN_AND_WHERE = ("date", "start", "end", "place")


@transaction.atomic
def save_meeting(
    *,
    date: datetime.date,
    start: datetime.time,
    end: datetime.time,
    place: str,
    by: Member,
    meeting: SteeringMeeting | None = None,
) -> SteeringMeeting:
    """Plan a meeting, or move one that is to come; of one that is convened, those who sit are told.

    Raises ValidationError for an end before the start, an empty place, a meeting that was held or cancelled.
    """
    row = _locked(meeting) if meeting else SteeringMeeting()
    if not row.is_to_come:
        raise ValidationError(CHANGED)
    before = [getattr(row, name) for name in WHEN_AND_WHERE]
    row.date, row.start, row.end, row.place = date, start, end, place.strip()
    if start and end and end <= start:
        raise ValidationError({"end": "L’heure de fin doit suivre l’heure de début."})
    row.full_clean()
    row.save()
    if row.state == SteeringState.CONVENED and before != [getattr(row, name) for name in WHEN_AND_WHERE]:
        notify_moved(row, by=by)
    return row


@transaction.atomic
def convene_meeting(*, meeting: SteeringMeeting, by: Member) -> SteeringMeeting:
    """Convene those who sit: they are told, and all members read the agenda.

    Raises ValidationError without an item, for a day that has passed, or a meeting that is no longer planned.
    """
    meeting = _movable(meeting, SteeringState.CONVENED)
    if meeting.date < timezone.localdate():
        raise ValidationError("Ce jour est passé\u00a0: changez-le, puis convoquez.")
    if not meeting.items.exists():
        raise ValidationError("L’ordre du jour est vide\u00a0: ajoutez un point, puis convoquez.")
    meeting.state, meeting.convened_at = SteeringState.CONVENED, timezone.now()
    meeting.save()
    notify_convened(meeting, by=by)
    return meeting


@transaction.atomic
def hold_meeting(*, meeting: SteeringMeeting) -> SteeringMeeting:
    """Note that a meeting took place. Raises ValidationError before its day, or if it was not convened."""
    meeting = _movable(meeting, SteeringState.HELD)
    if meeting.date > timezone.localdate():
        raise ValidationError("Cette séance n’a pas encore eu lieu.")
    meeting.state = SteeringState.HELD
    meeting.save()
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: SteeringMeeting, reason: str, by: Member) -> SteeringMeeting:
    """Cancel a meeting that is to come; those who were convened are told why.

    Raises ValidationError without a reason, or for a meeting that was held.
    """
    meeting = _movable(meeting, SteeringState.CANCELLED)
    if not reason.strip():
        raise ValidationError({"reason": "Dites pourquoi\u00a0: les personnes convoquées le liront."})
    meeting.state, meeting.reason = SteeringState.CANCELLED, reason.strip()
    meeting.full_clean()
    meeting.save()
    if meeting.convened_at:
        notify_cancelled(meeting, by=by)
    return meeting


@transaction.atomic
def note_attendance(*, meeting: SteeringMeeting, presences: Mapping[int, tuple[str, str]]) -> None:
    """Note who attended a meeting that was held: key of a mandate of its day → presence, or nothing, and by whom.

    Raises ValidationError for a position represented by nobody, or a meeting that was not held.
    """
    meeting = _locked(meeting)
    if meeting.state != SteeringState.HELD:
        raise ValidationError(CHANGED)
    mandates = {mandate.pk: mandate for mandate in Mandate.objects.on(meeting.date).filter(pk__in=presences)}
    rows = []
    for key, mandate in mandates.items():
        presence, stand_in = presences[key]
        if presence:
            name = stand_in.strip() if presence == SteeringPresence.REPRESENTED else ""
            row = SteeringAttendance(meeting=meeting, mandate=mandate, presence=presence, stand_in=name)
            row.full_clean(exclude=["meeting", "mandate"], validate_unique=False, validate_constraints=False)
            if presence == SteeringPresence.REPRESENTED and not name:
                raise ValidationError({f"stand_in_{key}": "Dites par qui."})
            rows.append(row)
    meeting.attendances.all().delete()
    SteeringAttendance.objects.bulk_create(rows)


def _locked(meeting: SteeringMeeting) -> SteeringMeeting:
    return lock_row(SteeringMeeting.objects.all(), meeting.pk)


def _movable(meeting: SteeringMeeting, state: SteeringState) -> SteeringMeeting:
    meeting = _locked(meeting)
    if state not in SteeringState(meeting.state).next_states:
        raise ValidationError(CHANGED)
    return meeting
