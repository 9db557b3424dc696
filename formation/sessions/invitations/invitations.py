"""Calendar invitations: participants get them, then every change or cancellation, one message for each change.

Each message about a half-day has a higher number (`SEQUENCE`) than the one before, whoever receives it, so that the
latest wins and a person who leaves and comes back is invited again. The caller changes the session in the same
transaction, with its row locked.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.db.models import F

from alertes.channels.mails.message import Enclosing
from alertes.channels.mails.models.enclosure import Enclosure
from formation.sessions.invitations.events import CANCEL, REQUEST, render_invitation
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

FILE_NAMES = {REQUEST: "invitation.ics", CANCEL: "annulation.ics"}


def expected_members(session: Session) -> set[int]:
    """Return the keys of the people with a place, and of the trainers. One query."""
    participants = session.enrolments.confirmed().order_by().values_list("member", flat=True)
    return set(participants.union(session.trainers.order_by().values_list("member", flat=True)))


def session_invitation(session: Session, *, at: datetime.datetime) -> Enclosing:
    """Invitation attached to the mail of a new participant or trainer."""
    return invitation_enclosing(session, session.half_days.all(), method=REQUEST, at=at)


def session_cancellation(session: Session, *, at: datetime.datetime) -> Enclosing:
    """Cancellation attached to the mail of a former participant or trainer."""
    return invitation_enclosing(session, session.half_days.all(), method=CANCEL, at=at)


def invitation_enclosing(
    session: Session,
    half_days: Iterable[HalfDay],
    *,
    method: str,
    at: datetime.datetime,
    member_ids: Collection[int] | None = None,
) -> Enclosing:
    """Return a function that lists the enclosures of a recipient: one calendar with these half-days.

    With `member_ids`, only these members get it.
    """
    half_days = list(half_days)
    _increment_sequences(half_days)

    def enclosures(recipient: Member | str) -> list[Enclosure]:
        if not half_days or isinstance(recipient, str) or (member_ids is not None and recipient.pk not in member_ids):
            return []
        calendar = render_invitation(recipient, session, half_days, method=method, at=at)
        return [Enclosure.invitation(calendar, method=method, name=FILE_NAMES[method])]

    return enclosures


def mark_changed(half_days: Sequence[HalfDay], *, at: datetime.datetime) -> None:
    """Record `at` as the last change of these half-days in calendars."""
    HalfDay.objects.filter(pk__in=[half_day.pk for half_day in half_days]).update(changed=at)
    for half_day in half_days:
        half_day.changed = at


def dates_and_place(session: Session, half_days: Iterable[HalfDay], *, with_link: bool = False) -> str:
    """Return the dates, place and note as lines of a mail; the link only for people with a place."""
    days = "\n".join(
        f"- {day_in_full(half_day.date)}, {half_day.get_part_display()}, {half_day.hours}" for half_day in half_days
    )
    lines = [days, f"Lieu\u00a0: {session.full_place}"]
    if with_link and session.link:
        lines.append(f"Réunion à distance\u00a0: {session.link}")
    if session.note:
        lines.append(f"À savoir avant de venir\u00a0: {session.note}")
    return "\n".join(lines)


def _increment_sequences(half_days: list[HalfDay]) -> None:
    """Increment the sequence. Removed half-days have no row: their last number is sent, not stored."""
    HalfDay.objects.filter(pk__in=[half_day.pk for half_day in half_days]).update(sequence=F("sequence") + 1)
    for half_day in half_days:
        half_day.sequence += 1
