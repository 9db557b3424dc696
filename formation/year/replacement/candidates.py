"""Who can replace a trainer: people who are free on each day that remains, and able to give the training."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from formation.year.planning.models import TrainerProfile, Unavailability
from reseau.people.members.models.member import Member, MemberQuerySet

DECLARED = "donne cette formation"
SAME_THEME = "donne des formations du même thème"


@dataclass(frozen=True, slots=True)
class AbleTrainer:
    """`reasons`: why they are able, the strongest first. `is_usual`: whether all the days are usual ones for them."""

    member: Member
    reasons: tuple[str, ...]
    is_usual: bool


def remaining_half_days(session: Session) -> list[HalfDay]:
    """Return the half-days that nobody has given yet. One query."""
    today = timezone.localdate()
    return [each for each in session.half_days.all() if not each.is_closed and each.date >= today]


def candidates_for(session: Session) -> list[AbleTrainer]:
    """Return the people who are free and able, the most experienced first. Five queries, whatever their number."""
    half_days = remaining_half_days(session)
    if not half_days:
        return []
    given = _times_given(session)
    profiles = _profiles(session)
    members = free_members(session, half_days).filter(pk__in={*given, *profiles}).with_live_positions()
    days = {half_day.date.weekday() for half_day in half_days}
    found = []
    for member in members:
        weekdays, is_declared = profiles.get(member.pk, ((), False))
        times = given[member.pk]
        candidate = AbleTrainer(
            member=member,
            reasons=_reasons(times, is_declared=is_declared),
            is_usual=days <= set(weekdays or days),
        )
        found.append(((-times, not is_declared, member.search_name), candidate))
    return [candidate for _, candidate in sorted(found, key=lambda row: row[0])]


def free_members(session: Session, half_days: Iterable[HalfDay]) -> MemberQuerySet:
    """Return the members in post on each of these days, who neither give, follow nor miss anything then."""
    members, half_days = Member.objects.all(), list(half_days)
    for day in {half_day.date for half_day in half_days}:
        absences = Unavailability.objects.filter(profile__member=OuterRef("pk"), first__lte=day, last__gte=day)
        members = members.in_network(day).filter(~Exists(absences))
    busy = Q()
    for half_day in half_days:
        busy |= Q(date=half_day.date, part=half_day.part)
    occupied = Occupancy.objects.filter(busy, member=OuterRef("pk"))
    involved = session.enrolments.active().filter(member=OuterRef("pk"))
    trainers = SessionTrainer.objects.filter(session=session, member=OuterRef("pk"))
    return members.filter(~Exists(occupied), ~Exists(involved), ~Exists(trainers))


def _times_given(session: Session) -> Counter[int]:
    """Return how many sessions of the training each member has given, begun before today."""
    today = timezone.localdate()
    began = HalfDay.objects.filter(session=OuterRef("session"), date__lt=today)
    rows = SessionTrainer.objects.filter(Exists(began), session__training=session.training_id)
    rows = rows.filter(session__in=Session.objects.announced()).values_list("member", flat=True)
    return Counter(rows)


def _profiles(session: Session) -> dict[int, tuple[list[int], bool]]:
    """Return the usual days of those who give this training or one of its themes, and whether it is this one.

    Two queries.
    """
    themes = {skill.domain_id for skill in session.training.skills.all()}
    declared = TrainerProfile.objects.filter(pk=OuterRef("pk"), trainings=session.training_id)
    of_theme = TrainerProfile.objects.filter(pk=OuterRef("pk"), trainings__skills__domain__in=themes)
    profiles = TrainerProfile.objects.annotate(is_declared=Exists(declared))
    rows = profiles.filter(Q(is_declared=True) | Exists(of_theme)).values_list("member", "weekdays", "is_declared")
    return {member: (weekdays, is_declared) for member, weekdays, is_declared in rows}


def _reasons(times: int, *, is_declared: bool) -> tuple[str, ...]:
    given = f"l’a donnée {times}\u00a0fois" if times > 1 else "l’a déjà donnée"
    reasons = tuple(words for words, holds in ((given, times), (DECLARED, is_declared)) if holds)
    return reasons or (SAME_THEME,)


def is_free(member: Member, session: Session) -> bool:
    return free_members(session, remaining_half_days(session)).filter(pk=member.pk).exists()
