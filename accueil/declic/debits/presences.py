"""Discovery sessions that a ticket may pay: a workshop open to all, or a delivery that was not announced."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accueil.declic.tickets.models.ledger import LedgerEntry
from reseau.places.models.epm import EPM
from ressources.sheets.enums import Level
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

# A ticket pays for discovery: sheets for people who begin.
DISCOVERY = (Level.FIRST_STEPS, Level.BEGINNER)
STEP = 30
# Minutes that a ticket pays at most for one session.
MOST_MINUTES = 120
# A debit that waited for the network, or on paper, is noted within three months.
OLDEST = datetime.timedelta(days=92)


@dataclass(frozen=True, slots=True)
class PaidSession:
    """One of the two is set. A delivery that came of an open workshop is known by the workshop."""

    workshop: OpenWorkshop | None = None
    delivery: Delivery | None = None

    @property
    def row(self) -> OpenWorkshop | Delivery:
        return self.workshop or self.delivery

    @property
    def kind(self) -> str:
        """« workshop » or « delivery », as addresses are named."""
        return "workshop" if self.workshop else "delivery"

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def sheet(self) -> WorkshopPage:
        return self.row.sheet

    @property
    def epm(self) -> EPM:
        return self.row.epm

    @property
    def held_on(self) -> datetime.date:
        return self.row.date

    @property
    def is_discovery(self) -> bool:
        return self.sheet.level in DISCOVERY

    @property
    def most_minutes(self) -> int:
        """Return the minutes that a ticket may pay: the session in whole half-hours, two hours at most."""
        return min(MOST_MINUTES, -(-self.row.minutes // STEP) * STEP)

    @property
    def possible_minutes(self) -> range:
        return range(STEP, self.most_minutes + 1, STEP)

    def entries(self) -> QuerySet[LedgerEntry]:
        """Return the debits for this session, those noted on its delivery before it was known as its own included."""
        if self.workshop is None:
            return LedgerEntry.objects.debits().filter(delivery=self.delivery)
        own = Q(workshop=self.workshop)
        if self.workshop.delivery_id:
            own |= Q(delivery=self.workshop.delivery_id)
        return LedgerEntry.objects.debits().filter(own)


def find_workshop(pk: int) -> PaidSession | None:
    workshop = _workshops().filter(pk=pk).first()
    return PaidSession(workshop=workshop) if workshop else None


def find_delivery(pk: int) -> PaidSession | None:
    """Return the session of a delivery: that of the open workshop that it came of, if there is one."""
    delivery = _deliveries().filter(pk=pk).first()
    if delivery is None:
        return None
    workshop = _workshops().filter(delivery=pk).first()
    return PaidSession(workshop=workshop) if workshop else PaidSession(delivery=delivery)


def recent_sessions(epm_ids: Collection[int], *, most: int) -> list[PaidSession]:
    """Return the latest sessions of these places that a ticket may pay, the latest first. Two queries."""
    today = timezone.localdate()
    recent = {"epm__in": epm_ids, "date__lte": today, "date__gte": today - OLDEST, "sheet__level__in": DISCOVERY}
    workshops = _workshops().filter(cancelled_at=None, **recent).order_by("-date", "-start", "-pk")[:most]
    deliveries = _deliveries().filter(open_workshop=None, **recent).order_by("-date", "-pk")[:most]
    found = [PaidSession(workshop=each) for each in workshops] + [PaidSession(delivery=each) for each in deliveries]
    return sorted(found, key=lambda session: session.held_on, reverse=True)[:most]


def _workshops() -> QuerySet[OpenWorkshop]:
    return OpenWorkshop.objects.select_related("sheet", "epm__commune")


def _deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("sheet", "epm__commune")
