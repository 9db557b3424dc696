"""A purchase that EPM of the demo may still join, and an agreement that one has signed."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from projets.portfolio.pooling.enums import PoolingKind, PoolingState
from projets.portfolio.pooling.services import join_pooling, move_pooling, save_pooling
from reseau.people.members.models.member import Member

TABLETS = {
    "kind": PoolingKind.PURCHASE,
    "title": "Des tablettes à prêter, avec leur housse (exemple fictif)",
    "conditions": (
        "Une tablette de dix pouces, sa housse et son chargeur, livrés à la coordination. Chaque lieu vient chercher "
        "les siennes et les inscrit à l’inventaire. La facture est partagée selon les parts."
    ),
    "unit": "une tablette et sa housse",
    "unit_cents": 21_900,
    "offered": 20,
    "begins_on": None,
    "ends_on": None,
}
ASSISTANCE = {
    "kind": PoolingKind.AGREEMENT,
    "title": "Une assistance par téléphone pour les logiciels libres (exemple fictif)",
    "conditions": "Deux demi-journées par semaine, pour les équipes. Chaque lieu verse la même somme pour une année.",
    "unit": "une année d’assistance",
    "unit_cents": 18_000,
    "offered": None,
}
# Rank of the animator whose EPM joins, how many.
TABLET_PARTS = ((0, 3), (3, 2))
SIGNERS = (6,)


def build_poolings(*, animators: Sequence[Member], coordinator: Member) -> None:
    """Open, join and sign them with the services that pages call."""
    today = timezone.localdate()
    tablets = save_pooling(by=coordinator, closes_on=today + datetime.timedelta(weeks=3), **TABLETS)
    for rank, quantity in TABLET_PARTS:
        member = animators[rank]
        join_pooling(pooling=tablets, epm=member.main_position.epm, by=member, quantity=quantity)
    year = {"begins_on": today, "ends_on": today + datetime.timedelta(days=364)}
    assistance = save_pooling(by=coordinator, closes_on=today, **ASSISTANCE, **year)
    for rank in SIGNERS:
        join_pooling(pooling=assistance, epm=animators[rank].main_position.epm, by=animators[rank])
    for state in (PoolingState.CLOSED, PoolingState.ORDERED):
        assistance = move_pooling(pooling=assistance, state=state, by=coordinator)
