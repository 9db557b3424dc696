"""What people are told of a session: what changes, that it is cancelled, that they are to give it or no longer are.

Who is enrolled or waits reads a notice in the site; who has a place finds, in the mail that brings it, what updates her
calendar. Each message goes once.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from alertes.enums import Matter
from alertes.mails.services import Enclosing, plan_mails
from alertes.notices.services import notify
from formation.invitations.events import CANCEL, REQUEST
from formation.invitations.invitations import invitation, note_change, place_given, place_lost, seated, when_and_where
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.wording import half_days_in_words
from reseau.members.models.member import Member
from reseau.wording import day_in_full, listed

AGENDA = "Si vous avez une place, l’invitation jointe met votre agenda à jour."


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of a session comes to: in words, and which half-days calendars show otherwise, or no more."""

    words: Sequence[str]
    changed: Sequence[HalfDay]
    removed: Sequence[HalfDay]


def people_told(session: Session):
    """Who has a place, an offer or a turn, and who gives the session."""
    enrolled = session.enrolments.active().values("member")
    return Member.objects.filter(Q(pk__in=enrolled) | Q(pk__in=session.trainers.values("member"))).order_by(
        "search_name", "pk"
    )


def tell_change(
    session: Session, change: Change, *, by: Member, at: datetime.datetime, newcomers: Collection[Member] = ()
) -> None:
    """One message, whatever the number of half-days; a second one when some change and others go.

    A message to calendars has one method: it changes half-days, or takes them away. `newcomers`, who are about to be
    invited to all of them, need not know what it was before.
    """
    if not change.words:
        return
    note_change(change.changed, at=at)
    new, moment = {member.pk for member in newcomers}, f"{at:%Y%m%d%H%M%S%f}"
    expected, concerned = seated(session) - new, people_told(session).exclude(pk__in=new)
    wanted = [(REQUEST, change.changed), (CANCEL, change.removed)]
    enclosings = [
        invitation(session, half_days, method=method, at=at, only=expected) for method, half_days in wanted if half_days
    ]
    details = when_and_where(session, session.half_days.all())
    text = f"Session modifiée\u00a0: {session.training.title}. {'. '.join(change.words)}"
    first, second = [*enclosings, None, None][:2]
    _tell(session, concerned, f"changed:{moment}", text, by=by, details=details, enclosing=first)
    if second:
        _mail_removed(session, change.removed, expected, f"removed:{moment}", second)


def tell_cancelled(session: Session, *, by: Member, reason: str, at: datetime.datetime) -> None:
    """With the reason, word for word."""
    half_days = list(session.half_days.all())
    note_change(half_days, at=at)
    text = f"Session annulée\u00a0: {session.training.title}, le {_first_day(session)}. Raison\u00a0: {reason}"
    enclosing = invitation(session, half_days, method=CANCEL, at=at, only=seated(session))
    _tell(session, people_told(session), "cancelled", text, by=by, enclosing=enclosing)


def tell_trainers(
    session: Session,
    *,
    by: Member,
    at: datetime.datetime,
    added: Iterable[Member] = (),
    removed: Iterable[Member] = (),
) -> None:
    """Those who are to give the session, and those who no longer are."""
    added, removed, moment = list(added), list(removed), f"{at:%Y%m%d%H%M%S%f}"
    what = f"{session.training.title}, le {_first_day(session)}, {session.place}"
    if added:
        details = when_and_where(session, session.half_days.all())
        text, enclosing = f"Vous animez une session\u00a0: {what}", place_given(session, at=at)
        _tell(session, added, f"trainer:{moment}", text, by=by, details=details, enclosing=enclosing)
    if removed:
        text, enclosing = f"Vous n’animez plus cette session\u00a0: {what}", place_lost(session, at=at)
        _tell(session, removed, f"no-trainer:{moment}", text, by=by, enclosing=enclosing)


def _mail_removed(
    session: Session, removed: Sequence[HalfDay], expected: Iterable[int], what: str, enclosing: Enclosing
) -> None:
    """The notice has said it; calendars still have to take these half-days away."""
    days = listed([f"{day_in_full(half_day.date)}, {half_day.get_part_display()}" for half_day in removed])
    plan_mails(
        recipients=Member.objects.filter(pk__in=expected),
        key=f"session:{session.pk}:{what}",
        matter=Matter.TRAINING,
        subject=f"{half_days_in_words(len(removed))} en moins\u00a0: {session.training.title}",
        text=f"N’aura pas lieu\u00a0: {days}. L’invitation jointe le retire de votre agenda.",
        url=session.get_absolute_url(),
        enclosing=enclosing,
    )


def _tell(
    session: Session,
    members: Iterable[Member],
    what: str,
    text: str,
    *,
    by: Member,
    enclosing: Enclosing | None,
    details: str = "",
) -> None:
    """A notice for each, mailed as well. Who acts needs no notice of it; her calendar still has to learn of it."""
    members = list(members)
    message = {"key": f"session:{session.pk}:{what}", "url": session.get_absolute_url(), "matter": Matter.TRAINING}
    details = "\n\n".join(words for words in (details, AGENDA if enclosing else "") if words)
    notify(members=members, text=text, exclude=by, details=details, enclosing=enclosing, **message)
    if enclosing and by in members and (own := list(enclosing(by))):
        plan_mails(recipients=[by], subject=text, text=f"{text}\n\n{details}", enclosing=lambda _: own, **message)


def _first_day(session: Session) -> str:
    return day_in_full(timezone.localdate(session.begins_at))
