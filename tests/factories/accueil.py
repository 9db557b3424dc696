"""Partners, rooms, slots and appointments by video; factors of CO2. Valid by default."""

from datetime import date, time, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from accueil.emission_factors.models import EmissionFactor
from accueil.visio.appointments.enums import AppointmentState
from accueil.visio.appointments.models import Appointment, AppointmentQuarter
from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import InterviewMotive, Partner, PartnerOffice, PartnerService
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot
from accueil.visio.slots.services import refresh_days
from tests.factories.reseau import CommuneFactory, EPMFactory, MemberFactory

TUESDAY = 1


def next_weekday(weekday: int) -> date:
    """Return the first such day after today."""
    day = timezone.localdate() + timedelta(days=1)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


class PartnerFactory(factory.django.DjangoModelFactory):
    """A partner that takes appointments."""

    class Meta:
        model = Partner

    name = factory.Sequence(lambda rank: f"Partenaire {rank}, organisme d’essai")
    short_name = factory.Sequence(lambda rank: f"Partenaire {rank}")
    slug = factory.Sequence(lambda rank: f"partenaire-{rank}")
    email = factory.LazyAttribute(lambda partner: f"{partner.slug}@example.org")
    state = PartnerState.OPEN


class PartnerOfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartnerOffice

    partner = factory.SubFactory(PartnerFactory)
    commune = factory.SubFactory(CommuneFactory)


class PartnerServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartnerService

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda rank: f"Service {rank}")


class InterviewMotiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InterviewMotive

    words = factory.Sequence(lambda rank: f"Motif {rank}")


class VisioRoomFactory(factory.django.DjangoModelFactory):
    """A confidential room that takes appointments."""

    class Meta:
        model = VisioRoom

    epm = factory.SubFactory(EPMFactory)
    name = factory.Sequence(lambda rank: f"Pièce {rank}")
    is_confidential = True


class VisioDeskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisioDesk

    epm = factory.SubFactory(EPMFactory)
    name = factory.Sequence(lambda rank: f"Poste {rank}")


class OpeningSlotFactory(factory.django.DjangoModelFactory):
    """Each Tuesday morning, for three hours, with the days of the coming weeks."""

    class Meta:
        model = OpeningSlot
        skip_postgeneration_save = True

    room = factory.SubFactory(VisioRoomFactory)
    partner = factory.SubFactory(PartnerFactory)
    weekday = 1
    begins = time(9)
    ends = time(12)
    first_day = date(2020, 1, 1)

    @factory.post_generation
    def open_days(self, create, extracted, **kwargs) -> None:
        refresh_days(slot=self)


class AppointmentFactory(factory.django.DjangoModelFactory):
    """Half an hour from 9 o’clock, with its quarters, its own desk and its own host. `seen`: it was held."""

    class Meta:
        model = Appointment
        skip_postgeneration_save = True

    class Params:
        seen = factory.Trait(state=AppointmentState.SEEN, real_minutes=25, has_documents=False)

    partner = factory.SubFactory(PartnerFactory)
    service = factory.SubFactory(PartnerServiceFactory, partner=factory.SelfAttribute("..partner"))
    motive = factory.SubFactory(InterviewMotiveFactory)
    room = factory.SubFactory(VisioRoomFactory)
    desk = factory.SubFactory(VisioDeskFactory, epm=factory.SelfAttribute("..room.epm"))
    welcomed_by = factory.SubFactory(MemberFactory, animator=True)
    day = date(2026, 3, 3)
    begins = time(9)
    minutes = 30

    @factory.post_generation
    def quarters_of_it(self, create, extracted, **kwargs) -> None:
        if not create or self.state in (AppointmentState.CANCELLED, AppointmentState.EXCUSED):
            return
        taken = {"room": self.room, "desk": self.desk, "welcomed_by": self.welcomed_by}
        AppointmentQuarter.objects.bulk_create(
            AppointmentQuarter(appointment=self, day=self.day, quarter=quarter, **taken) for quarter in self.quarters
        )


class EmissionFactorFactory(factory.django.DjangoModelFactory):
    """200 g a kilometre, since long ago."""

    class Meta:
        model = EmissionFactor

    grams = Decimal(200)
    applies_from = date(2020, 1, 1)
    source = "Un essai"
    method = "Ce que le facteur compte."
