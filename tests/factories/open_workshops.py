"""Workshops open to all, announced by the service of the site."""

from datetime import time, timedelta

import factory
from django.utils import timezone

from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.announcements import announce_workshop
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory


class OpenWorkshopFactory(factory.Factory):
    """In ten days at 14:00, with a public sheet."""

    class Meta:
        model = OpenWorkshop

    sheet = factory.SubFactory(SheetFactory)
    epm = factory.SubFactory(EPMFactory)
    announced_by = factory.LazyAttribute(lambda workshop: PositionFactory(epm=workshop.epm).member)
    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
    start = time(14)
    minutes = 90
    places = 8

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return announce_workshop(workshop=model_class(**kwargs))
