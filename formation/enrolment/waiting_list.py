"""The waiting list of a session: who is next, and why.

Rules, in this order: whom a coordinator had put first (the journal says why); who has never followed a training; who is
the only one of her EPM; the people of a territory that has not got its places yet; then the order of the requests. The
first two rules of the three may be lifted for a session. From the same facts the order is the same: nothing is drawn.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.attendance.models.attendance import Attendance
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.wording import rank_in_words
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.wording import listed


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a person comes from, by her main position: a coordinator has neither EPM nor territory."""

    epm: int | None = None
    territory: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """The `rank` of an enrolment in its line, from 1, and what gives it, to be read by the person."""

    enrolment: Enrolment
    rank: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """« vous êtes 2ᵉ sur la liste d’attente »."""
        return rank_in_words(self.rank)

    @property
    def reasons_in_words(self) -> str:
        return listed(list(self.reasons))


class Seats:
    """The places of a session: taken, kept for a territory, free for whoever comes from there."""

    def __init__(
        self, session: Session, quotas: Iterable[TerritoryQuota], taken: Iterable[Origin], today: datetime.date
    ):
        is_kept = session.quotas_until is None or today <= session.quotas_until
        self.quotas = {quota.territory_id: quota.places for quota in quotas} if is_kept else {}
        self.capacity = session.capacity
        self.epms: Counter = Counter()
        self.territories: Counter = Counter()
        for origin in taken:
            self.take(origin)

    def take(self, origin: Origin) -> None:
        self.epms[origin.epm] += 1
        self.territories[origin.territory] += 1

    def missing(self, territory: int | None) -> int:
        """Places that this territory has not got yet of those that are kept for it."""
        return max(self.quotas.get(territory, 0) - self.territories[territory], 0)

    def free_for(self, origin: Origin) -> int:
        """Places left for who comes from there: those kept for the others are not."""
        kept = sum(self.missing(territory) for territory in self.quotas if territory != origin.territory)
        return max(self.capacity - self.territories.total() - kept, 0)


def origin_of(member: Member, day: datetime.date) -> Origin:
    """Where `member` works on `day`."""
    position = Position.objects.live(day).filter(member=member).main_first().select_related("epm__commune").first()
    return Origin(position.epm_id, position.covered_territory_id) if position else Origin()


def with_facts(enrolments: QuerySet[Enrolment], day: datetime.date) -> QuerySet[Enrolment]:
    """What the line goes by, in the query itself: `role`, `epm_id` and `territory_id` of the main position of each on
    `day` (no role: she has left the network), and `has_followed` a training.
    """
    main = Position.objects.live(day).filter(member=OuterRef("member"), member__is_active=True).main_first()
    territory = Coalesce("epm__commune__territory", "territory")
    return enrolments.annotate(
        role=Subquery(main.values("role")[:1]),
        epm_id=Subquery(main.values("epm")[:1]),
        territory_id=Subquery(main.annotate(covered=territory).values("covered")[:1]),
        has_followed=Exists(Attendance.objects.present().filter(enrolment__member=OuterRef("member"))),
    )


def origin(enrolment: Enrolment) -> Origin:
    """Needs `with_facts()`."""
    return Origin(enrolment.epm_id, enrolment.territory_id)


def seats_of(session: Session, enrolments: Iterable[Enrolment], quotas: Iterable[TerritoryQuota], day) -> Seats:
    """The seats once those of `enrolments` that take a place have theirs. Needs `with_facts()`."""
    return Seats(session, quotas, [origin(one) for one in enrolments if one.is_holding], day)


def line_of(
    session: Session, enrolments: Iterable[Enrolment], quotas: Iterable[TerritoryQuota], day: datetime.date
) -> list[Turn]:
    """The line among all the `enrolments` of `session`, with `with_facts()`: no query."""
    enrolments = list(enrolments)
    waiting = [one for one in enrolments if one.is_waiting and one.role]
    return _ordered(session, waiting, seats_of(session, enrolments, quotas, day)) if waiting else []


def lines_of(sessions: Iterable[Session], day: datetime.date | None = None) -> dict[int, list[Turn]]:
    """The lines of these sessions, by key: two queries, however many; none without sessions."""
    day, by_key = day or timezone.localdate(), {session.pk: session for session in sessions}
    enrolments: dict[int, list[Enrolment]] = {key: [] for key in by_key}
    quotas: dict[int, list[TerritoryQuota]] = {key: [] for key in by_key}
    if by_key:
        for one in with_facts(Enrolment.objects.active(), day).filter(session__in=by_key).select_related("member"):
            enrolments[one.session_id].append(one)
        for quota in TerritoryQuota.objects.filter(session__in=by_key).order_by("pk"):
            quotas[quota.session_id].append(quota)
    return {key: line_of(session, enrolments[key], quotas[key], day) for key, session in by_key.items()}


def waiting_line(session: Session, day: datetime.date | None = None) -> list[Turn]:
    """Who waits for a place of `session`, the next one first."""
    return lines_of([session], day)[session.pk]


def turn_of(enrolment: Enrolment, day: datetime.date | None = None) -> Turn | None:
    """Her turn, as long as she waits."""
    line = waiting_line(enrolment.session, day)
    return next((turn for turn in line if turn.enrolment.pk == enrolment.pk), None)


def _ordered(session: Session, waiting: list[Enrolment], seats: Seats) -> list[Turn]:
    """Each turn is drawn from what is left once those before her have their place."""

    def key(enrolment: Enrolment) -> tuple:
        here, asked = origin(enrolment), (enrolment.requested_at, enrolment.pk)
        if enrolment.put_first_at:
            return (0, enrolment.put_first_at, *asked)
        has_followed = session.never_trained_first and enrolment.has_followed
        has_colleague = session.one_per_epm_first and here.epm is not None and bool(seats.epms[here.epm])
        return (1, has_followed, has_colleague, not seats.missing(here.territory), *asked)

    left, turns = list(waiting), []
    while left:
        enrolment = min(left, key=key)
        left.remove(enrolment)
        turns.append(Turn(enrolment, len(turns) + 1, _reasons(session, key(enrolment))))
        seats.take(origin(enrolment))
    return turns


def _reasons(session: Session, key: tuple) -> tuple[str, ...]:
    if key[0] == 0:
        return ("la coordination vous a mis en tête",)
    _, has_followed, has_colleague, is_beyond_quota, *_ = key
    told = []
    if session.never_trained_first:
        told.append(
            "vous avez déjà suivi une formation" if has_followed else "vous n’avez encore suivi aucune formation"
        )
    if session.one_per_epm_first and has_colleague:
        told.append("quelqu’un de votre EPM passe déjà")
    if not is_beyond_quota:
        told.append("des places sont gardées à votre territoire")
    return (*told, "l’ordre des demandes")
