"""Bodies that take tickets and tickets, made by the services of the site."""

from datetime import timedelta

import factory
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.bodies.services import add_body
from accueil.declic.enums import BodyKind
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.services import NamedPerson, issue_batch
from tests.factories.reseau import EPMFactory, TerritoryFactory


class TicketBodyFactory(factory.Factory):
    """An EPM approved since a year ago, until further notice."""

    class Meta:
        model = TicketBody

    kind = BodyKind.EPM
    epm = factory.SubFactory(EPMFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=365))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return add_body(**kwargs)


class TicketBatchFactory(factory.Factory):
    """A batch of one ticket, for Odile Bastide, good for a year."""

    class Meta:
        model = TicketBatch

    label = factory.Sequence(lambda rank: f"Lot {rank}")
    territory = factory.SubFactory(TerritoryFactory)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))
    people = (NamedPerson("Odile Bastide", "05 65 00 00 00"),)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return issue_batch(**kwargs)
