"""Discovery sessions of the demo for tickets: every two weeks in three places, with sheets that nobody ran before."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.presences import DISCOVERY
from extranet.demo.network.meetings import working_day
from reseau.people.members.models.position import Position
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally

PLACES, SESSIONS, SHEETS = 3, 6, 6
EVERY = timedelta(days=14)


def build_sessions(*, bodies: Sequence[TicketBody]) -> None:
    """Note deliveries of two hours, without a notice: they are months old for whoever reads the demo."""
    sheets = list(WorkshopPage.objects.live().filter(level__in=DISCOVERY, deliveries=None).order_by("pk")[:SHEETS])
    for body in bodies[:PLACES]:
        member = Position.objects.live().filter(epm=body.epm_id).earliest("pk").member
        for rank in range(SESSIONS):
            day = working_day(timezone.localdate() - timedelta(days=5) - rank * EVERY)
            about = {"sheet": sheets[rank % SHEETS], "member": member, "epm": body.epm, "date": day}
            Delivery.objects.get_or_create(**about, defaults={"headcount": 8, "minutes": 120})
    for sheet in sheets:
        DeliveryTally.objects.recount(sheet.pk)
