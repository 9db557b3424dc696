"""Convocations, then reminders, at the delays set by each session. Run every ten minutes (`tick`).

The key of a notice holds the day: a session that moves is announced again, and nobody is notified twice about the
same day. The next run finishes the work of a killed worker.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify
from alertes.choices.kinds import Kind
from formation.declarations.events import SESSION_DATES, TRAINING_NEWS
from formation.sessions.enrolment.convocation_paper import FILE_NAME, convocation_paper
from formation.sessions.invitations.invitations import dates_and_place, expected_members
from formation.sessions.models.session import Session
from reseau.calendar.days import midnight
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, hour_in_words


def send_convocations(*, at: datetime.datetime | None = None) -> int:
    """Send the convocations of sessions that are near enough; return how many."""
    at = at or timezone.now()
    return sum(
        _convoke(session.pk, at)
        for session in _sessions_to_come(at)
        if _days_left(session, at) <= session.convocation_days
    )


def send_reminders(*, at: datetime.datetime | None = None) -> int:
    """Remind participants and trainers; return how many.

    If several delays have passed, only the last one counts. A person who got a convocation since is not reminded.
    """
    at = at or timezone.now()
    return sum(_remind(session.pk, at) for session in _sessions_to_come(at) if _delay(session, at) is not None)


def _sessions_to_come(at: datetime.datetime) -> list[Session]:
    sessions = Session.objects.upcoming().prefetch_related("half_days")
    return [session for session in sessions if not session.has_begun(at)]


def _days_left(session: Session, at: datetime.datetime) -> int:
    return (timezone.localdate(session.begins_at) - timezone.localdate(at)).days


def _delay(session: Session, at: datetime.datetime) -> int | None:
    """The delay, in days, whose reminder is due."""
    days_left = _days_left(session, at)
    return min((days for days in session.reminder_delays if days >= days_left), default=None)


@transaction.atomic
def _convoke(session_key: int, at: datetime.datetime) -> int:
    """The row is locked, so that nobody who is leaving gets a convocation."""
    session = Session.objects.locked(session_key)
    if not session.is_open or session.has_begun(at):
        return 0
    prefetch_related_objects([session], "half_days", "trainers__member")
    members = Member.objects.filter(pk__in=session.enrolments.confirmed().values("member"))
    today = timezone.localdate(at)
    day = day_in_full(timezone.localdate(session.begins_at))
    return _notify_new(
        session,
        members,
        _key(session, "convocation"),
        kind=SESSION_DATES,
        text=f"Convocation\u00a0: {session.training.title}, le {day}, {session.place}",
        enclosing=lambda member: [Enclosure.pdf(FILE_NAME, convocation_paper(session, member, day=today).pdf())],
    )


@transaction.atomic
def _remind(session_key: int, at: datetime.datetime) -> int:
    session = Session.objects.locked(session_key)
    delay = _delay(session, at)
    if not session.is_open or session.has_begun(at) or delay is None:
        return 0
    first_day = timezone.localdate(session.begins_at)
    since = midnight(first_day - datetime.timedelta(days=delay))
    just_convoked = Notice.objects.filter(key=_key(session, "convocation"), created__gte=since).values("member")
    members = Member.objects.filter(pk__in=expected_members(session)).exclude(pk__in=just_convoked)
    days_left = _days_left(session, at)
    time_left = {0: "aujourd’hui", 1: "demain"}.get(days_left, f"dans {days_left}\u00a0jours")
    hour = hour_in_words(timezone.localtime(session.begins_at).time())
    text = f"Rappel\u00a0: {session.training.title}, {time_left}, {day_in_full(first_day)} à {hour}, {session.place}"
    return _notify_new(session, members, _key(session, f"reminder:{delay}"), text=text, kind=TRAINING_NEWS)


def _key(session: Session, event: str) -> str:
    return f"session:{session.pk}:{event}:{timezone.localdate(session.begins_at):%Y%m%d}"


def _notify_new(session: Session, members: Iterable[Member], key: str, *, text: str, kind: Kind, enclosing=None) -> int:
    """Notify the members who have no notice with this key; return how many."""
    notified_pks = set(Notice.objects.filter(key=key).values_list("member", flat=True))
    recipients = [member for member in members if member.pk not in notified_pks]
    notify(
        members=recipients,
        key=key,
        text=text,
        url=session.get_absolute_url(),
        kind=kind,
        deadline=session.begins_at,
        details=dates_and_place(session, session.half_days.all(), with_link=True),
        enclosing=enclosing,
        fact=fact_about("session", session.pk),
    )
    return len(recipients)
