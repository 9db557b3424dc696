"""Open, change, announce and cancel sessions. Enrolled members are notified of each change once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from formation.enums import EnrolmentStatus
from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import Wish
from formation.offer.needs.services import OPENING, answer_wish, correct_wishers, notify_wishers
from formation.proof.attendance.half_day_proofs import check_nothing_holds
from formation.proof.certificates.services import issue_certificates
from formation.sessions.carpool.services import end_lost_rides
from formation.sessions.enrolment.notices import withdraw_offer_notice
from formation.sessions.enrolment.services.offers import adapt_offers
from formation.sessions.enrolment.services.status_changes import change_status
from formation.sessions.enums import SessionStatus
from formation.sessions.half_day_rules import Slot, check_order, check_slot, check_slots
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer, TerritoryQuota
from formation.sessions.occupancy import occupy
from formation.sessions.session_data import SessionData
from formation.year.planning.services import note_waiver
from formation.year.session_changes.notices import (
    SessionChange,
    cancellation_words,
    change_for_wishers,
    notify_cancellation,
    notify_change,
    notify_trainers,
)
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, join_words


@transaction.atomic
def open_session(
    *,
    training: TrainingPage,
    session_data: SessionData,
    half_days: Iterable[Slot],
    by: Member,
    is_draft: bool = False,
    wish: Wish | None = None,
    waiver_reason: str = "",
    at: datetime.datetime | None = None,
) -> Session:
    """Open a session and its enrolment, or create a draft that only coordinators see.

    Members who wanted the training are notified first. `wish` is the need that the session answers; `waiver_reason`:
    why the session breaches a soft rule.

    Raises ValidationError if the capacity exceeds the seats of the EPM, if two half-days clash, and if the room or a
    trainer is already taken.
    """
    half_days = list(half_days)
    session_data.check()
    check_slots(half_days)
    status = SessionStatus.DRAFT if is_draft else SessionStatus.OPEN
    session = Session.objects.create(
        training=training, status=status, created_by=by, created=at or timezone.now(), **session_data.columns
    )
    _write_people(session, session_data)
    for slot in sorted(half_days):
        _add_half_day(session, slot)
    occupy(session=session)
    note_waiver(session=session, reason=waiver_reason, by=by)
    if wish is not None:
        answer_wish(wish=wish, session=session)
    if not is_draft:
        notify_wishers(session=session, by=by)
        notify_trainers(session, new_trainers=session_data.trainers, by=by, at=session.created)
    return session


@transaction.atomic
def change_session(
    *,
    session: Session,
    session_data: SessionData,
    half_days: Iterable[Slot],
    by: Member,
    waiver_reason: str = "",
    at: datetime.datetime | None = None,
) -> Session:
    """Change the data of a session, and its half-days whose attendance is not closed.

    `half_days` are the open half-days after the change. Free places are offered to the waiting list. A new place, date,
    link or note is notified to enrolled members and trainers, calendars included.

    Raises ValidationError if the session is cancelled, if the capacity is below the number of places taken, if a
    half-day that moves or goes has a presence already, and if the room, a trainer or a participant is already taken.
    """
    at, half_days = at or timezone.now(), list(half_days)
    session = Session.objects.locked(session.pk)
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée\u00a0: elle ne change plus.")
    session_data.check()
    _check_capacity_of_enrolled(session, session_data.capacity)
    snapshot, opening = _SessionSnapshot.of(session), fact_about(OPENING, session.pk)
    for name, value in session_data.columns.items():
        setattr(session, name, value)
    session.save()
    _write_people(session, session_data)
    half_day_changes = _replace_open_half_days(session, half_days)
    occupy(session=session)
    note_waiver(session=session, reason=waiver_reason, by=by)
    if session.is_open:
        new_trainers, former_trainers = snapshot.compare_trainers(session_data.trainers)
        notify_change(session, _change(session, snapshot, *half_day_changes), by=by, at=at, newcomers=new_trainers)
        notify_trainers(session, new_trainers=new_trainers, former_trainers=former_trainers, by=by, at=at)
        correct_wishers(session=session, was=opening, news=change_for_wishers(session), by=by, at=at)
    end_lost_rides(session=session)
    adapt_offers(session=session, at=at)
    issue_certificates(session=session, at=at)  # without the removed half-days, all the others may be closed
    return session


@transaction.atomic
def announce_session(
    *, session: Session, by: Member, waiver_reason: str = "", at: datetime.datetime | None = None
) -> Session:
    """Make a draft public, open its enrolment, notify members who wanted it and invite its trainers.

    `waiver_reason`: why the session breaches a soft rule.

    Raises ValidationError if the session is not a draft, or has begun.
    """
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    if not session.is_draft:
        raise ValidationError("Cette session est déjà annoncée.")
    if session.has_begun(at):
        raise ValidationError("Cette session a une date passée\u00a0: changez-la avant de l’annoncer.")
    session.status = SessionStatus.OPEN
    session.save(update_fields=["status"])
    note_waiver(session=session, reason=waiver_reason, by=by)
    notify_wishers(session=session, by=by)
    trainers = [trainer.member for trainer in session.trainers.select_related("member")]
    notify_trainers(session, new_trainers=trainers, by=by, at=at)
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Member) -> Session:
    """Cancel a session, free its room and people, and notify enrolled and waiting members with the reason.

    Raises ValidationError if it is cancelled already, and if the attendance of a half-day is closed.
    """
    at = timezone.now()
    session = Session.objects.locked(session.pk)
    if session.is_cancelled:
        raise ValidationError("Cette session est déjà annulée.")
    if session.half_days.filter(closed_at__isnull=False).exists():
        raise ValidationError(
            "Une demi-journée de cette session a eu lieu\u00a0: modifiez-la pour retirer celles qui n’auront pas lieu."
        )
    was_draft, opening = session.is_draft, fact_about(OPENING, session.pk)
    session.status, session.cancel_reason = SessionStatus.CANCELLED, reason
    session.save(update_fields=["status", "cancel_reason"])
    occupy(session=session)
    if not was_draft:
        notify_cancellation(session, by=by, reason=reason, at=at)
        correct_wishers(session=session, was=opening, news=cancellation_words(session, reason), by=by, at=at)
    end_lost_rides(session=session)
    for enrolment in session.enrolments.offered():
        withdraw_offer_notice(enrolment)
        change_status(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=by, reason="Session annulée")
    return session


def _write_people(session: Session, session_data: SessionData) -> None:
    """Replace trainers and quotas by those of `session_data`."""
    leads_by_trainer = {member.pk: rank == 0 for rank, member in enumerate(session_data.trainers)}
    if leads_by_trainer != dict(session.trainers.values_list("member", "is_lead")):
        session.trainers.all().delete()
        SessionTrainer.objects.bulk_create(
            SessionTrainer(session=session, member_id=member, is_lead=is_lead)
            for member, is_lead in leads_by_trainer.items()
        )
    places_by_territory = {territory.pk: places for territory, places in session_data.quotas.items() if places}
    if places_by_territory != dict(session.quotas.values_list("territory", "places")):
        session.quotas.all().delete()
        TerritoryQuota.objects.bulk_create(
            TerritoryQuota(session=session, territory_id=territory, places=places)
            for territory, places in places_by_territory.items()
        )
    enrolled_trainer = session.enrolments.active().filter(member__in=leads_by_trainer).select_related("member").first()
    if enrolled_trainer:
        raise ValidationError({"trainers": f"{enrolled_trainer.member} a déjà une inscription à cette session."})


def _add_half_day(session: Session, slot: Slot) -> HalfDay:
    return HalfDay.objects.create(session=session, date=slot.date, part=slot.part, start=slot.start, end=slot.end)


def _slots(session: Session) -> list[Slot]:
    return [half_day.slot for half_day in session.half_days.all()]


def _check_capacity_of_enrolled(session: Session, capacity: int) -> None:
    places_taken = session.enrolments.holding().count()
    if capacity < places_taken:
        people = "personnes ont une place" if places_taken > 1 else "personne a une place"
        raise ValidationError({"capacity": f"{places_taken}\u00a0{people}\u00a0: il faut au moins autant de places."})


def _replace_open_half_days(session: Session, slots: list[Slot]) -> tuple[list[HalfDay], list[HalfDay]]:
    """Keep the row of an unchanged half-day, since calendars know it; move, add or remove the others.

    Return the half-days that moved or were added, and those that were removed. Raises ValidationError if one that would
    move or go has a presence already.
    """
    closed_half_days = [half_day for half_day in session.half_days.all() if half_day.is_closed]
    open_rows = {half_day.slot.key: half_day for half_day in session.half_days.all() if not half_day.is_closed}
    for slot in slots:
        check_slot(slot)
    check_order([*slots, *(half_day.slot for half_day in closed_half_days)])
    matched_rows = [(open_rows.pop(slot.key), slot) for slot in slots if slot.key in open_rows]
    new_slots = sorted(slot for slot in slots if slot.key not in {slot.key for _, slot in matched_rows})
    free_rows = sorted(open_rows.values(), key=lambda half_day: half_day.slot)
    check_nothing_holds(free_rows)
    moved_rows = list(zip(free_rows, new_slots, strict=False))
    removed_half_days, changed_half_days = free_rows[len(moved_rows) :], []
    # Delete by key: the instances are still needed for calendar messages.
    HalfDay.objects.filter(pk__in=[half_day.pk for half_day in removed_half_days]).delete()
    for half_day, slot in matched_rows + moved_rows:
        if half_day.slot != slot:
            half_day.date, half_day.part, half_day.start, half_day.end = slot.date, slot.part, slot.start, slot.end
            half_day.save()
            changed_half_days.append(half_day)
    changed_half_days += [_add_half_day(session, slot) for slot in new_slots[len(moved_rows) :]]
    return changed_half_days, removed_half_days


@dataclass(frozen=True, slots=True)
class _SessionSnapshot:
    """A session as people know it before the change."""

    place: str
    link: str
    note: str
    slots: list[Slot]
    trainers: dict[int, Member]

    @classmethod
    def of(cls, session: Session) -> "_SessionSnapshot":
        trainers = {trainer.member_id: trainer.member for trainer in session.trainers.select_related("member")}
        return cls(session.place, session.link, session.note, _slots(session), trainers)

    def compare_trainers(self, trainers: Iterable[Member]) -> tuple[list[Member], list[Member]]:
        """Return the new trainers, and those who no longer give the session."""
        current_trainers = {trainer.pk: trainer for trainer in trainers}
        new_trainers = [trainer for pk, trainer in current_trainers.items() if pk not in self.trainers]
        return new_trainers, [trainer for pk, trainer in self.trainers.items() if pk not in current_trainers]


def _change(
    session: Session, snapshot: _SessionSnapshot, changed_half_days: list[HalfDay], removed_half_days: list[HalfDay]
) -> SessionChange:
    """Describe the change. A new place, link or note changes every open half-day in calendars."""
    slots, words = _slots(session), []
    if snapshot.place != session.place:
        words.append(f"Lieu\u00a0: {session.place}")
    if snapshot.slots != slots:
        days = join_words([day_in_full(day) for day in sorted({slot.date for slot in slots})])
        words.append(f"Dates\u00a0: {days}")
    if snapshot.link != session.link:
        words.append("Le lien de la réunion n’est plus le même")
    if snapshot.note != session.note:
        words.append(f"À savoir\u00a0: {session.note or 'plus rien de particulier'}")
    if (snapshot.place, snapshot.link, snapshot.note) != (session.place, session.link, session.note):
        changed_half_days = [half_day for half_day in session.half_days.all() if not half_day.is_closed]
    return SessionChange(words, changed_half_days, removed_half_days)
