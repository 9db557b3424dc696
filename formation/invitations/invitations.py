"""Invitations to calendars: who has a place gets them, and what changes or ends follows, one message for one change.

Each message about a half-day has a higher number (`SEQUENCE`) than the one before, whoever receives it: whichever
arrives last, the latest wins, and who leaves and comes back is invited again. Inside the transaction of the change,
with its session locked.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.db.models import F

from alertes.mails.models.enclosure import Enclosure
from alertes.mails.services import Enclosing
from formation.invitations.events import CANCEL, REQUEST, invitation_for
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from reseau.wording import day_in_full

FILE_NAMES = {REQUEST: "invitation.ics", CANCEL: "annulation.ics"}


def seated(session: Session) -> set[int]:
    """Who is expected: the people who have a place, and those who give the session."""
    return {
        *session.enrolments.confirmed().values_list("member", flat=True),
        *session.trainers.values_list("member", flat=True),
    }


def place_given(session: Session, *, at: datetime.datetime) -> Enclosing:
    """What goes with the mail of who has just got a place, or is to give the session."""
    return invitation(session, session.half_days.all(), method=REQUEST, at=at)


def place_lost(session: Session, *, at: datetime.datetime) -> Enclosing:
    """What goes with the mail of who had a place and has it no more."""
    return invitation(session, session.half_days.all(), method=CANCEL, at=at)


def invitation(
    session: Session,
    half_days: Iterable[HalfDay],
    *,
    method: str,
    at: datetime.datetime,
    only: Collection[int] | None = None,
) -> Enclosing:
    """What goes with the mail of each recipient, or of those of `only`: one calendar with these half-days."""
    half_days = list(half_days)
    _number(half_days)

    def enclosed(recipient: Member | str) -> list[Enclosure]:
        if not half_days or isinstance(recipient, str) or (only is not None and recipient.pk not in only):
            return []
        calendar = invitation_for(recipient, session, half_days, method=method, at=at)
        return [Enclosure.invitation(calendar, method=method, name=FILE_NAMES[method])]

    return enclosed


def note_change(half_days: Sequence[HalfDay], *, at: datetime.datetime) -> None:
    """What calendars show of these half-days has changed."""
    HalfDay.objects.filter(pk__in=[half_day.pk for half_day in half_days]).update(changed=at)
    for half_day in half_days:
        half_day.changed = at


def when_and_where(session: Session, half_days: Iterable[HalfDay], *, with_link: bool = False) -> str:
    """The lines of a mail that say the essential to who opens no calendar; the link, to who has a place alone."""
    days = "\n".join(
        f"- {day_in_full(half_day.date)}, {half_day.get_part_display()}, {half_day.hours}" for half_day in half_days
    )
    lines = [days, f"Lieu\u00a0: {session.place}{f', {session.epm.address}' if session.epm else ''}"]
    if with_link and session.link:
        lines.append(f"Réunion à distance\u00a0: {session.link}")
    if session.note:
        lines.append(f"À savoir avant de venir\u00a0: {session.note}")
    return "\n".join(lines)


def _number(half_days: list[HalfDay]) -> None:
    """Those that a change removes have no row any more: their last number is told, and kept nowhere."""
    HalfDay.objects.filter(pk__in=[half_day.pk for half_day in half_days]).update(sequence=F("sequence") + 1)
    for half_day in half_days:
        half_day.sequence += 1
