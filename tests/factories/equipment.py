"""Equipment and its loans, valid by default."""

from datetime import timedelta

import factory
from django.utils import timezone

from formation.enums import DayPart
from qualite.lending.enums import EquipmentKind
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.services.bookings import take_half_days
from tests.factories.reseau import EPMFactory


class EquipmentFactory(factory.django.DjangoModelFactory):
    """A kit in good condition, at the inventory for a year."""

    class Meta:
        model = Equipment

    epm = factory.SubFactory(EPMFactory)
    name = factory.Sequence(lambda rank: f"Mallette {rank}")
    kind = EquipmentKind.TABLETS
    content = "8 tablettes\n8 chargeurs"
    entered_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=365))


class LoanFactory(factory.django.DjangoModelFactory):
    """A booking of the whole day of tomorrow, with its half-days."""

    class Meta:
        model = Loan
        skip_postgeneration_save = True

    equipment = factory.SubFactory(EquipmentFactory)
    epm = factory.SubFactory(EPMFactory)
    start = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    start_part = DayPart.MORNING
    end = factory.SelfAttribute("start")
    end_part = DayPart.AFTERNOON

    @factory.post_generation
    def half_days(self, create, extracted, **kwargs):
        take_half_days(loan=self)
