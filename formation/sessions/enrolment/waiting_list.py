"""The waiting list of a session: its order, and the reasons of that order.

Rules, in this order: members put first by a coordinator (the journal says why); members who never attended a training;
members without a colleague of their EPM in the session; members of a territory with places still kept; then the order
of requests. A session may lift the second and third rules. Nothing is random: the same facts give the same order.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.sessions.wording import rank_in_words
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import join_words


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a member works, by their main position. A coordinator has neither EPM nor territory."""

    epm: int | None = None
    territory: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Position of an enrolment on the waiting list: its `rank` from 1, and its reasons, for the member to read."""

    enrolment: Enrolment
    rank: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """« vous êtes 2ᵉ sur la liste d’attente »."""
        return rank_in_words(self.rank)

    @property
    def reasons_in_words(self) -> str:
        return join_words(list(self.reasons))


class Seats:
    """The places of a session: taken, kept for a territory, free for an origin."""

    def __init__(
        self, session: Session, quotas: Iterable[TerritoryQuota], origins: Iterable[Origin], today: datetime.date
    ):
        is_kept = session.quotas_until is None or today <= session.quotas_until
        self.quotas = {quota.territory_id: quota.places for quota in quotas} if is_kept else {}
        self.capacity = session.capacity
        self.epms: Counter = Counter()
        self.territories: Counter = Counter()
        for origin in origins:
            self.take(origin)

    def take(self, origin: Origin) -> None:
        self.epms[origin.epm] += 1
        self.territories[origin.territory] += 1

    def unclaimed_quota(self, territory: int | None) -> int:
        """Number of places reserved for this territory that its people have not taken yet."""
        return max(self.quotas.get(territory, 0) - self.territories[territory], 0)

    def free_for(self, origin: Origin) -> int:
        """Number of places free for this origin, without those reserved for other territories."""
        reserved_places = sum(
            self.unclaimed_quota(territory) for territory in self.quotas if territory != origin.territory
        )
        return max(self.capacity - self.territories.total() - reserved_places, 0)


def origin_of_member(member: Member, day: datetime.date) -> Origin:
    """Return where `member` works on `day`."""
    position = Position.objects.live(day).filter(member=member).main_first().select_related("epm__commune").first()
    return Origin(position.epm_id, position.covered_territory_id) if position else Origin()


def with_ranking_facts(enrolments: QuerySet[Enrolment], day: datetime.date) -> QuerySet[Enrolment]:
    """Annotate the facts that the rules use: `role`, `epm_id` and `territory_id` of the main position on `day` (null
    `role`: the member has left the network), and `has_followed` (a training).
    """
    main = Position.objects.live(day).filter(member=OuterRef("member"), member__is_active=True).main_first()
    territory = Coalesce("epm__commune__territory", "territory")
    return enrolments.annotate(
        role=Subquery(main.values("role")[:1]),
        epm_id=Subquery(main.values("epm")[:1]),
        territory_id=Subquery(main.annotate(covered=territory).values("covered")[:1]),
        has_followed=Exists(Enrolment.objects.attended().order_by().filter(member=OuterRef("member"))),
    )


def origin_of_enrolment(enrolment: Enrolment) -> Origin:
    """Needs `with_ranking_facts()`."""
    return Origin(enrolment.epm_id, enrolment.territory_id)


def seats_of(session: Session, enrolments: Iterable[Enrolment], quotas: Iterable[TerritoryQuota], day) -> Seats:
    """Return the places, with those of `enrolments` taken. Needs `with_ranking_facts()`."""
    return Seats(
        session, quotas, [origin_of_enrolment(enrolment) for enrolment in enrolments if enrolment.is_holding], day
    )


def ordered_waiting_list(
    session: Session, enrolments: Iterable[Enrolment], quotas: Iterable[TerritoryQuota], day: datetime.date
) -> list[Turn]:
    """Order the waiting list among all the `enrolments` of `session`. Needs `with_ranking_facts()`. No query."""
    enrolments = list(enrolments)
    waiting_enrolments = [enrolment for enrolment in enrolments if enrolment.is_waiting and enrolment.role]
    if not waiting_enrolments:
        return []
    return _ranked_turns(session, waiting_enrolments, seats_of(session, enrolments, quotas, day))


def waiting_lists(sessions: Iterable[Session], day: datetime.date | None = None) -> dict[int, list[Turn]]:
    """Return the waiting lists of these sessions, by key. Two queries, or none without sessions."""
    day, by_key = day or timezone.localdate(), {session.pk: session for session in sessions}
    enrolments: dict[int, list[Enrolment]] = {key: [] for key in by_key}
    quotas: dict[int, list[TerritoryQuota]] = {key: [] for key in by_key}
    if by_key:
        for enrolment in (
            with_ranking_facts(Enrolment.objects.active(), day).filter(session__in=by_key).select_related("member")
        ):
            enrolments[enrolment.session_id].append(enrolment)
        for quota in TerritoryQuota.objects.filter(session__in=by_key).order_by("pk"):
            quotas[quota.session_id].append(quota)
    return {key: ordered_waiting_list(session, enrolments[key], quotas[key], day) for key, session in by_key.items()}


def waiting_list_of(session: Session, day: datetime.date | None = None) -> list[Turn]:
    """Return the waiting list of `session`, next first."""
    return waiting_lists([session], day)[session.pk]


def turn_of(enrolment: Enrolment, day: datetime.date | None = None) -> Turn | None:
    """Return the position of this enrolment on the waiting list, or None if it does not wait."""
    line = waiting_list_of(enrolment.session, day)
    return next((turn for turn in line if turn.enrolment.pk == enrolment.pk), None)


def _ranked_turns(session: Session, enrolments: list[Enrolment], seats: Seats) -> list[Turn]:
    """Compute each position from the places left once the positions before it have theirs."""

    def key(enrolment: Enrolment) -> tuple:
        origin, request_order = origin_of_enrolment(enrolment), (enrolment.requested_at, enrolment.pk)
        if enrolment.put_first_at:
            return (0, enrolment.put_first_at, *request_order)
        has_followed = session.never_trained_first and enrolment.has_followed
        has_colleague = session.one_per_epm_first and origin.epm is not None and bool(seats.epms[origin.epm])
        return (1, has_followed, has_colleague, not seats.unclaimed_quota(origin.territory), *request_order)

    candidates, turns = list(enrolments), []
    while candidates:
        enrolment = min(candidates, key=key)
        candidates.remove(enrolment)
        turns.append(Turn(enrolment, len(turns) + 1, _reasons(session, key(enrolment))))
        seats.take(origin_of_enrolment(enrolment))
    return turns


def _reasons(session: Session, key: tuple) -> tuple[str, ...]:
    if key[0] == 0:
        return ("la coordination vous a mis en tête",)
    _, has_followed, has_colleague, is_beyond_quota, *_ = key
    reasons = []
    if session.never_trained_first:
        reasons.append(
            "vous avez déjà suivi une formation" if has_followed else "vous n’avez encore suivi aucune formation"
        )
    if session.one_per_epm_first and has_colleague:
        reasons.append("quelqu’un de votre EPM passe déjà")
    if not is_beyond_quota:
        reasons.append("des places sont gardées à votre territoire")
    return (*reasons, "l’ordre des demandes")
