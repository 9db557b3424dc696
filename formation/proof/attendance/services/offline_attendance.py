"""Entries that the page of an attendance sheet kept while offline, each written once."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.proof.attendance.services.late_arrivals import enrol_late_arrival, find_member_by_name
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.signature import Signature, read_signature
from reseau.people.members.models.member import Member
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key, read_moment

BY_HAND = {Means.TABLET.value, Means.TICKED.value, Means.PAPER.value}


@dataclass(frozen=True, slots=True)
class OfflineEntry:
    """An action made on the tablet.

    `about`: key of the enrolment, « late » or « close ». `at` follows the clock of the site.
    """

    key: uuid.UUID
    about: str
    at: datetime.datetime
    is_present: bool
    how: Means
    signature: Signature
    member: str = ""

    @classmethod
    def parse(cls, data: dict, *, now: datetime.datetime) -> "OfflineEntry":
        """Parse an entry. Raises ValidationError if it is malformed."""
        how, at = data.get("how", Means.TICKED.value), read_moment(data, now=now)
        if how not in BY_HAND:
            raise ValidationError(NOT_UNDERSTOOD)
        signature = read_signature(data.get("signature", ""), data.get("typed_name", ""))
        if how == Means.TABLET and not signature:
            raise ValidationError("Cette signature est vide.")
        return cls(
            key=read_key(data),
            about=data["about"],
            at=at,
            is_present=data.get("present", True) is not False,
            how=Means(how),
            signature=signature,
            member=str(data.get("member", ""))[:200],
        )


def write_entries(
    *, half_day: HalfDay, raw_entries: list, by: Member, now: datetime.datetime | None = None
) -> list[dict]:
    """Write the entries of a page; return the outcome of each, in the same order, with the reason of a refusal.

    Of several entries about one person, the last one wins.
    """
    now = now or timezone.now()
    return answer_each(
        raw_entries,
        write=lambda raw_entry: _write(OfflineEntry.parse(raw_entry, now=now), half_day, by),
        is_replaceable=_is_about_somebody,
    )


def _is_about_somebody(raw_entry: dict) -> bool:
    return isinstance(raw_entry.get("about"), str) and raw_entry["about"].isdecimal()


def _write(entry: OfflineEntry, half_day: HalfDay, by: Member) -> EntryOutcome:
    if Attendance.objects.filter(key=entry.key).exists():
        return EntryOutcome.ALREADY
    writers: dict[str, Callable] = {"late": _write_late, "close": _close}
    return writers.get(entry.about, _write_presence)(entry, half_day, by)


def _write_presence(entry: OfflineEntry, half_day: HalfDay, by: Member) -> EntryOutcome:
    key = entry.about
    enrolment = half_day.session.enrolments.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if enrolment is None:
        raise ValidationError("Cette personne n’est plus dans la session.")
    return _note(entry, half_day, enrolment, by)


def _write_late(entry: OfflineEntry, half_day: HalfDay, by: Member) -> EntryOutcome:
    member = _late_member(entry.member)
    enrolment = enrol_late_arrival(half_day=half_day, member=member, by=by, at=entry.at)
    return _note(entry, half_day, enrolment, by)


def _late_member(words: str) -> Member:
    if words.isdecimal() and len(words) < 19:
        member = Member.objects.in_network().filter(pk=words).first()
        if member is None:
            raise ValidationError("Cette personne n’est plus membre du réseau.")
        return member
    return find_member_by_name(words=words)


def _note(entry: OfflineEntry, half_day: HalfDay, enrolment: Enrolment, by: Member) -> EntryOutcome:
    line = note_presence(
        half_day=half_day,
        enrolment=enrolment,
        by=by,
        how=entry.how,
        is_present=entry.is_present,
        signature=entry.signature,
        at=entry.at,
        key=entry.key,
    )
    return EntryOutcome.WRITTEN if line.key == entry.key else EntryOutcome.ALREADY


def _close(entry: OfflineEntry, half_day: HalfDay, by: Member) -> EntryOutcome:
    """A sheet that the same trainer closed already, from this page or another, counts as closed by this entry."""
    now = HalfDay.objects.get(pk=half_day.pk)
    if now.is_closed and now.closed_by_id == by.pk:
        return EntryOutcome.ALREADY
    if not entry.signature:
        raise ValidationError("Signez pour clore l’émargement.")
    is_somebody_there = now.attendances.filter(is_present=True).exists()
    if entry.is_present and not is_somebody_there and now.session.enrolments.confirmed().exists():
        raise ValidationError(
            "Aucune présence n’est notée. Cochez «\u00a0Personne n’est venu\u00a0», puis signez de nouveau."
        )
    close_attendance(half_day=half_day, presences=[], by=by, at=entry.at, signature=entry.signature)
    return EntryOutcome.WRITTEN
