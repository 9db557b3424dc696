"""Opening, changing and cancelling a session. Whoever is enrolled is told of what changes for her, once."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.enums import Matter
from alertes.services import notify
from formation.enums import SessionStatus
from formation.models import HalfDay, Session, TrainingPage
from formation.services.enrolments import fill_free_places
from formation.slots import Slot, check_order, check_slot, check_slots
from formation.validators import check_capacity
from reseau.models import EPM, Member
from reseau.wording import day_in_full, listed


@transaction.atomic
def open_session(
    *,
    training: TrainingPage,
    epm: EPM,
    capacity: int,
    half_days: Iterable[Slot],
    by: Member,
    note: str = "",
    at: datetime.datetime | None = None,
) -> Session:
    """Opens a session and its enrolment. Refused (ValidationError) beyond the seats of the EPM or on clashing dates."""
    half_days = list(half_days)
    check_capacity(capacity, epm)
    check_slots(half_days)
    session = Session.objects.create(
        training=training, epm=epm, capacity=capacity, note=note, created_by=by, created=at or timezone.now()
    )
    for slot in sorted(half_days):
        _add_half_day(session, slot)
    return session


@transaction.atomic
def change_session(
    *,
    session: Session,
    epm: EPM,
    capacity: int,
    half_days: Iterable[Slot],
    by: Member,
    note: str = "",
    at: datetime.datetime | None = None,
) -> Session:
    """Changes place, capacity, note and those of the half-days whose attendance is not closed.

    `half_days` are the open ones as they shall be. Refused (ValidationError) when cancelled, and below the number of
    people who have a place. More places confirm those who wait; a new place, date or note is told to who is enrolled.
    """
    at, half_days = at or timezone.now(), list(half_days)
    session = Session.objects.locked(session.pk)
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée\u00a0: elle ne change plus.")
    check_capacity(capacity, epm)
    _check_capacity_of_enrolled(session, capacity)
    before = (session.epm, session.note, _slots(session))
    session.epm, session.capacity, session.note = epm, capacity, note
    session.save(update_fields=["epm", "capacity", "note"])
    _replace_open_half_days(session, half_days)
    _tell_changes(session, before=before, by=by, at=at)
    fill_free_places(session=session, at=at)
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Member) -> Session:
    """Cancels a session and tells everyone who is enrolled or waits, with the reason.

    Refused (ValidationError) when already cancelled, and once the attendance of a half-day is closed.
    """
    session = Session.objects.locked(session.pk)
    if session.is_cancelled:
        raise ValidationError("Cette session est déjà annulée.")
    if session.half_days.filter(closed_at__isnull=False).exists():
        raise ValidationError(
            "Une demi-journée de cette session a eu lieu\u00a0: modifiez-la pour retirer celles qui n’auront pas lieu."
        )
    session.status, session.cancel_reason = SessionStatus.CANCELLED, reason
    session.save(update_fields=["status", "cancel_reason"])
    day = day_in_full(timezone.localdate(session.begins_at))
    text = f"Session annulée\u00a0: {session.training.title}, le {day}. Raison\u00a0: {reason}"
    _tell(session, key="cancelled", by=by, text=text)
    return session


def _add_half_day(session: Session, slot: Slot) -> None:
    HalfDay.objects.create(session=session, date=slot.date, part=slot.part, start=slot.start, end=slot.end)


def _slots(session: Session) -> list[Slot]:
    return [half_day.slot for half_day in session.half_days.all()]


def _check_capacity_of_enrolled(session: Session, capacity: int) -> None:
    confirmed = session.enrolments.confirmed().count()
    if capacity < confirmed:
        people = "personnes sont inscrites" if confirmed > 1 else "personne est inscrite"
        raise ValidationError({"capacity": f"{confirmed}\u00a0{people}\u00a0: il faut au moins autant de places."})


def _replace_open_half_days(session: Session, slots: list[Slot]) -> None:
    """Keeps the row of a half-day that stays in place, since calendars know it; moves, adds or drops the others."""
    closed = [half_day for half_day in session.half_days.all() if half_day.is_closed]
    open_rows = {half_day.slot.key: half_day for half_day in session.half_days.all() if not half_day.is_closed}
    for slot in slots:
        check_slot(slot)
    check_order([*slots, *(half_day.slot for half_day in closed)])
    kept = [(open_rows.pop(slot.key), slot) for slot in slots if slot.key in open_rows]
    new = sorted(slot for slot in slots if slot.key not in {slot.key for _, slot in kept})
    free_rows = sorted(open_rows.values(), key=lambda half_day: half_day.slot)
    moved = list(zip(free_rows, new, strict=False))
    for half_day in free_rows[len(moved) :]:
        half_day.delete()
    for half_day, slot in kept + moved:
        if half_day.slot != slot:
            half_day.date, half_day.part, half_day.start, half_day.end = slot.date, slot.part, slot.start, slot.end
            half_day.save()
    for slot in new[len(moved) :]:
        _add_half_day(session, slot)


def _tell_changes(session: Session, *, before: tuple, by: Member, at: datetime.datetime) -> None:
    old_epm, old_note, old_slots = before
    slots, changes = _slots(session), []
    if old_epm != session.epm:
        changes.append(f"Lieu\u00a0: {session.epm.name}")
    if old_slots != slots:
        days = listed([day_in_full(day) for day in sorted({slot.date for slot in slots})])
        changes.append(f"Dates\u00a0: {days}")
    if old_note != session.note and session.note:
        changes.append(f"À savoir\u00a0: {session.note}")
    if changes:
        text = f"Session modifiée\u00a0: {session.training.title}. {'. '.join(changes)}"
        _tell(session, key=f"changed:{at:%Y%m%d%H%M%S%f}", by=by, text=text)


def _tell(session: Session, *, key: str, by: Member, text: str) -> None:
    """Tells who is enrolled or waits, save the person who acts."""
    notify(
        members=Member.objects.filter(enrolments__in=session.enrolments.active()),
        key=f"session:{session.pk}:{key}",
        text=text,
        url=session.get_absolute_url(),
        exclude=by,
        matter=Matter.TRAINING,
    )
