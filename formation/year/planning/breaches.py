"""Breaches of the soft rules by a session, written or about to be written."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from formation.sessions.half_day_rules import Slot
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from formation.year.planning.soft_rules import RuleBreach, breaches_of_days, breaches_of_trainer
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune

WEEK = datetime.timedelta(days=6)


def breaches_of_session_data(
    session_data: SessionData, slots: Iterable[Slot], *, session: Session | None = None
) -> list[RuleBreach]:
    """Breaches of a session about to be written. `session` is the one that changes: its present days do not count."""
    days = sorted({slot.date for slot in slots})
    return _breaches(days, commune_of_place(session_data.place), session_data.trainers, session)


def breaches_of_session(session: Session) -> list[RuleBreach]:
    """Breaches of a session as it is. Needs its half-days and trainers. One query if it has trainers."""
    days = sorted({half_day.date for half_day in session.half_days.all()})
    trainers = [trainer.member for trainer in session.trainers.all()]
    return _breaches(days, session.where, trainers, session)


def commune_of_place(place: Place) -> Commune | None:
    return place.epm.commune if place.epm else place.commune


def training_days_of(
    members: Iterable[int], first: datetime.date, last: datetime.date, *, excluded_session: Session | None = None
) -> dict[int, set[datetime.date]]:
    """Return the days on which each of `members` gives a training in the weeks of `first` and `last`. One query."""
    half_days = HalfDay.objects.planned().filter(
        session__trainers__member__in=members, date__range=(first - WEEK, last + WEEK)
    )
    if excluded_session is not None and excluded_session.pk:
        half_days = half_days.exclude(session=excluded_session)
    days = defaultdict(set)
    for member, day in half_days.order_by().values_list("session__trainers__member", "date"):
        days[member].add(day)
    return days


def _breaches(
    days: list[datetime.date], commune: Commune | None, trainers: Iterable[Member], session: Session | None
) -> list[RuleBreach]:
    if not days:
        return []
    name, market_days = (commune.name, commune.market_days) if commune else ("", ())
    breaches = breaches_of_days(days, commune=name, market_days=market_days)
    trainers = list(trainers)
    other_days = (
        training_days_of([trainer.pk for trainer in trainers], days[0], days[-1], excluded_session=session)
        if trainers
        else {}
    )
    for trainer in trainers:
        breaches += breaches_of_trainer(str(trainer), days, other_days[trainer.pk])
    return breaches
