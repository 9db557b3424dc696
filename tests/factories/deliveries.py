"""Deliveries for tests, recorded by the service of the site."""

from datetime import date

import factory

from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services import note_delivery
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory


class DeliveryFactory(factory.Factory):
    """A delivery of a published sheet by an animator of another EPM, without a field note."""

    class Meta:
        model = Delivery

    sheet = factory.SubFactory(SheetFactory)
    epm = factory.SubFactory(EPMFactory)
    member = factory.LazyAttribute(lambda delivery: PositionFactory(epm=delivery.epm).member)
    date = date(2026, 3, 20)
    headcount = 6
    minutes = 75

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return note_delivery(delivery=model_class(**kwargs))
