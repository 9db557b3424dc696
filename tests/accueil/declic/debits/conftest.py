"""A place that takes tickets, and discovery sessions held there yesterday and before."""

import datetime

import pytest
from django.utils import timezone

from accueil.declic.debits.presences import PaidSession, find_delivery
from accueil.declic.debits.services import debit
from accueil.declic.tickets.models.batch import TicketBatch
from ressources.sheets.enums import Level
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.factories.deliveries import DeliveryFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.ressources import SheetFactory
from tests.factories.tickets import TicketBodyFactory


def days_ago(count: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=count)


@pytest.fixture
def body(epm):
    return TicketBodyFactory(epm=epm)


@pytest.fixture(autouse=True)
def _issued_long_ago(batch):
    TicketBatch.objects.filter(pk=batch.pk).update(issued_on=days_ago(300))


@pytest.fixture
def sheet(site_tree):
    return SheetFactory(data__level=Level.BEGINNER)


@pytest.fixture
def delivered(sheet, epm, animator):
    """`delivered(3)`: the session of a delivery of two hours, three days ago, in the place that takes tickets."""

    def deliver(ago: int, **values) -> PaidSession:
        about = {"sheet": sheet, "epm": epm, "member": animator, "date": days_ago(ago), "minutes": 120} | values
        return find_delivery(DeliveryFactory(**about).pk)

    return deliver


@pytest.fixture
def announced(sheet, epm, animator):
    """`announced(3)`: an open workshop of two hours, announced and held three days ago."""

    def announce(ago: int, **values) -> OpenWorkshop:
        workshop = OpenWorkshopFactory(sheet=sheet, epm=epm, announced_by=animator, minutes=120, **values)
        OpenWorkshop.objects.filter(pk=workshop.pk).update(date=days_ago(ago))
        workshop.refresh_from_db()
        return workshop

    return announce


@pytest.fixture
def pay(body, ticket, animator):
    """`pay(session)`: debit the ticket of Odile Bastide for two hours."""

    def pay_session(session: PaidSession, **values):
        about = {"body": body, "code": ticket.code, "name": "Odile Bastide", "minutes": 120, "by": animator} | values
        return debit(session=session, **about)

    return pay_session
