"""Sessions of last month in a place that takes tickets; the coordination."""

import datetime

import pytest
from django.utils import timezone

from accueil.declic.debits.presences import find_delivery
from accueil.declic.debits.services import debit
from accueil.declic.tickets.models.batch import TicketBatch
from ressources.sheets.enums import Level
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory
from tests.factories.tickets import TicketBodyFactory


@pytest.fixture
def month():
    """The first day of last month."""
    return (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


@pytest.fixture(autouse=True)
def _issued_long_ago(batch, month):
    TicketBatch.objects.filter(pk=batch.pk).update(issued_on=month - datetime.timedelta(days=200))


@pytest.fixture
def body(epm):
    return TicketBodyFactory(epm=epm)


@pytest.fixture
def sheet(site_tree):
    return SheetFactory(data__level=Level.BEGINNER)


@pytest.fixture
def pay(sheet, batch):
    """`pay(body, day, "Odile Bastide", 120)`: debit the ticket of that person for a session that the body held."""

    def pay_session(body, day, name, minutes=120):
        member = PositionFactory(epm=body.epm).member
        delivery = DeliveryFactory(sheet=sheet, epm=body.epm, member=member, date=day, minutes=120)
        code = batch.tickets.get(holder__name=name).code
        about = {"body": body, "code": code, "name": name, "minutes": minutes, "by": member}
        return debit(session=find_delivery(delivery.pk), **about)

    return pay_session
