"""Notices about a session: changes, cancellation, and trainers added or removed.

Members who are enrolled or on the waiting list get a notice. For members with a place, its mail also updates their
calendar. Each message is sent once.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.mails.message import Enclosing
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.corrections import take_back_unsent_mails
from alertes.channels.notices.services import notify
from formation.declarations.events import SESSION_DATES
from formation.sessions.invitations.events import CANCEL, REQUEST
from formation.sessions.invitations.invitations import (
    dates_and_place,
    expected_members,
    invitation_enclosing,
    mark_changed,
    session_cancellation,
    session_invitation,
)
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.wording import half_days_in_words
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, join_words

AGENDA = "Si vous avez une place, l’invitation jointe met votre agenda à jour."


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A change of a session: its sentences, and the half-days that calendars must update or remove."""

    words: Sequence[str]
    changed_half_days: Sequence[HalfDay]
    removed_half_days: Sequence[HalfDay]


def people_concerned(session: Session):
    """Members with a place, an offer or a position on the waiting list, and trainers."""
    enrolled_members = session.enrolments.active().values("member")
    return Member.objects.filter(Q(pk__in=enrolled_members) | Q(pk__in=session.trainers.values("member"))).order_by(
        "search_name", "pk"
    )


def notify_change(
    session: Session, change: SessionChange, *, by: Member, at: datetime.datetime, newcomers: Collection[Member] = ()
) -> None:
    """Send one message for the whole change; a second mail if some half-days change and others are removed.

    A calendar message has a single method: it updates half-days, or cancels them. `newcomers` are about to be invited
    to all half-days: they are not notified of the change.
    """
    if not change.words:
        return
    details = dates_and_place(session, session.half_days.all())
    text = f"Session modifiée\u00a0: {session.training.title}. {'. '.join(change.words)}"
    _correct_removals(session, f"{text}\n\n{details}")
    # A convocation whose mail waits has an outdated paper: the next run writes a new one.
    take_back_unsent_mails(about=f"session:{session.pk}:convocation:")
    changed_half_days = _half_days_to_update(session, change)
    mark_changed(changed_half_days, at=at)
    newcomer_ids, moment = {member.pk for member in newcomers}, f"{at:%Y%m%d%H%M%S%f}"
    attendee_ids = expected_members(session) - newcomer_ids
    recipients = people_concerned(session).exclude(pk__in=newcomer_ids)
    calendar_updates = [(REQUEST, changed_half_days), (CANCEL, change.removed_half_days)]
    enclosings = [
        invitation_enclosing(session, half_days, method=method, at=at, member_ids=attendee_ids)
        for method, half_days in calendar_updates
        if half_days
    ]
    notice_enclosing, removal_enclosing = [*enclosings, None, None][:2]
    is_removal = bool(change.removed_half_days) and not changed_half_days
    event = f"changed:{moment}"
    _notify(session, recipients, event, text, by=by, details=details, enclosing=notice_enclosing, is_removal=is_removal)
    if removal_enclosing:
        _mail_removed(session, change.removed_half_days, attendee_ids, f"removed:{moment}", removal_enclosing)


def notify_cancellation(session: Session, *, by: Member, reason: str, at: datetime.datetime) -> None:
    """Notify the cancellation, with the reason word for word."""
    half_days = list(session.half_days.all())
    mark_changed(half_days, at=at)
    text = cancellation_words(session, reason)
    _correct_removals(session, text)
    enclosing = invitation_enclosing(session, half_days, method=CANCEL, at=at, member_ids=expected_members(session))
    _notify(session, people_concerned(session), "cancelled", text, by=by, enclosing=enclosing)


def cancellation_words(session: Session, reason: str) -> str:
    return f"Session annulée\u00a0: {session.training.title}, le {_first_day(session)}. Raison\u00a0: {reason}"


def change_for_wishers(session: Session) -> str:
    """Say what a session has become to those who were told that it answers their wish."""
    opening = f" Inscriptions à partir du {day_in_full(session.opens_on)}." if session.opens_on else ""
    title = session.training.title
    return (
        f"Une formation que vous attendiez change\u00a0: {title}, le {_first_day(session)}, {session.place}.{opening}"
    )


def notify_trainers(
    session: Session,
    *,
    by: Member,
    at: datetime.datetime,
    new_trainers: Iterable[Member] = (),
    former_trainers: Iterable[Member] = (),
) -> None:
    """Notify the new trainers, and those who no longer give the session."""
    new_trainers, former_trainers, moment = list(new_trainers), list(former_trainers), f"{at:%Y%m%d%H%M%S%f}"
    session_words = f"{session.training.title}, le {_first_day(session)}, {session.place}"
    if new_trainers:
        details = dates_and_place(session, session.half_days.all(), with_link=True)
        text, enclosing = f"Vous animez une session\u00a0: {session_words}", session_invitation(session, at=at)
        _notify(session, new_trainers, f"trainer:{moment}", text, by=by, details=details, enclosing=enclosing)
    if former_trainers:
        text = f"Vous n’animez plus cette session\u00a0: {session_words}"
        enclosing = session_cancellation(session, at=at)
        event = f"no-trainer:{moment}"
        _notify(session, former_trainers, event, text, by=by, enclosing=enclosing, is_removal=True)


def _mail_removed(
    session: Session, half_days: Sequence[HalfDay], attendee_ids: Iterable[int], event: str, enclosing: Enclosing
) -> None:
    """Mail the cancellation of removed half-days, which the notice mentions already."""
    days = join_words([f"{day_in_full(half_day.date)}, {half_day.get_part_display()}" for half_day in half_days])
    plan_mails(
        recipients=Member.objects.filter(pk__in=attendee_ids),
        key=f"session:{session.pk}:{event}",
        kind=SESSION_DATES,
        subject=f"{half_days_in_words(len(half_days))} en moins\u00a0: {session.training.title}",
        text=f"N’aura pas lieu\u00a0: {days}. L’invitation jointe le retire de votre agenda.",
        url=session.get_absolute_url(),
        enclosing=enclosing,
        fact=LASTING,
    )


def _notify(
    session: Session,
    members: Iterable[Member],
    event: str,
    text: str,
    *,
    by: Member,
    enclosing: Enclosing | None,
    details: str = "",
    is_removal: bool = False,
) -> None:
    """Notify each member, by mail too. The author gets no notice, but a mail that updates their calendar."""
    members = list(members)
    message = {"key": f"session:{session.pk}:{event}", "url": session.get_absolute_url(), "kind": SESSION_DATES}
    details = "\n\n".join(words for words in (details, AGENDA if enclosing else "") if words)
    if not is_removal:
        # What takes half-days out of calendars must leave, and stays true.
        message["fact"] = fact_about("session", session.pk)
    notify(members=members, text=text, exclude=by, details=details, enclosing=enclosing, **message)
    if enclosing and by in members and (own_enclosures := list(enclosing(by))):
        plan_mails(
            recipients=[by], subject=text, text=f"{text}\n\n{details}", enclosing=lambda _: own_enclosures, **message
        )


def _half_days_to_update(session: Session, change: SessionChange) -> Sequence[HalfDay]:
    """Return the half-days that the mail of a change puts in calendars.

    Mails about the session that have not left tell what is no longer true: they will not leave, so that all the open
    half-days go with this one.
    """
    waiting = Mail.objects.planned().about(f"session:{session.pk}:").filter(enclosures__method=REQUEST)
    if not waiting.exists():
        return change.changed_half_days
    changed = {half_day.pk: half_day for half_day in change.changed_half_days}
    open_half_days = [half_day for half_day in session.half_days.all() if not half_day.is_closed]
    return [changed.get(half_day.pk, half_day) for half_day in open_half_days]


def _correct_removals(session: Session, text: str) -> None:
    """Say `text` in the mails of former changes that must leave, since they take half-days out of calendars."""
    removals = Mail.objects.planned().about(f"session:{session.pk}:changed:").filter(fact="", attempts=0)
    removals.update(text=f"{text}\n\n{AGENDA}")


def _first_day(session: Session) -> str:
    return day_in_full(timezone.localdate(session.begins_at))
