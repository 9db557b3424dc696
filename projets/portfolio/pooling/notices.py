"""Notices of pooling: to those who lead when an EPM joins, to EPM when a call ends soon or what they joined is over."""

from django.db.models import Q, QuerySet

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from projets.declarations.events import POOLING_NEWS
from projets.portfolio.pooling.models import Pooling, PoolingPart
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full


def notify_joined(part: PoolingPart, *, by: Member) -> None:
    """Tell the coordination, and whoever leads the pooling."""
    pooling = part.pooling
    leading = Q(pk__in=Member.objects.coordinating()) | Q(pk=pooling.led_by_id)
    notify(
        members=Member.objects.in_network().filter(leading),
        exclude=by,
        key=f"pooling:{pooling.pk}:part:{part.pk}",
        text=f"{part.epm} rejoint «\u00a0{pooling}\u00a0».",
        url=pooling.get_absolute_url(),
        kind=POOLING_NEWS,
        fact=fact_about("pooling_part", part.pk),
    )


def notify_closes_soon(pooling: Pooling) -> None:
    """Tell the teams of the open EPM that have not joined, once for each last day."""
    joined = pooling.parts.values("epm")
    positions = Position.objects.live().filter(epm__is_open=True).exclude(epm__in=joined)
    _tell(
        pooling,
        Member.objects.in_network().filter(pk__in=positions.values("member")),
        event=f"soon:{pooling.closes_on.isoformat()}",
        text=f"«\u00a0{pooling}\u00a0»\u00a0: on rejoint jusqu’au {day_in_full(pooling.closes_on, 'j F Y')}.",
    )


def notify_given_up(pooling: Pooling, *, by: Member) -> None:
    """Tell the teams of the EPM that joined, with the reason."""
    positions = Position.objects.live().filter(epm__in=pooling.parts.values("epm"))
    _tell(
        pooling,
        Member.objects.in_network().filter(pk__in=positions.values("member")),
        event="given-up",
        text=f"Abandon\u00a0: «\u00a0{pooling}\u00a0».",
        details=pooling.reason,
        by=by,
    )


def _tell(
    pooling: Pooling, members: QuerySet[Member], *, event: str, text: str, details: str = "", by: Member | None = None
) -> None:
    notify(
        members=members,
        exclude=by,
        key=f"pooling:{pooling.pk}:{event}",
        text=text,
        details=details,
        url=pooling.get_absolute_url(),
        kind=POOLING_NEWS,
        fact=fact_about("pooling", pooling.pk),
    )
