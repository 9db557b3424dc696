"""Factories of the training year: training, session of one morning, enrolment, plan, calendar feed."""

import datetime

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from formation.enums import DayPart, EnrolmentStatus
from formation.offer.annual_plan.models import AnnualPlan
from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import ProgrammeHalfDay, TrainingPage
from formation.proof.signatories.models import Signatory
from formation.proof.travel.enums import CarReason, Power, Transport
from formation.proof.travel.models import Mission
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.half_day_rules import DEFAULT_HOURS
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from tests.factories.reseau import EPMFactory, PositionFactory

LATE_REASON = "Feuille égarée, retrouvée depuis"


def in_days(number: int) -> datetime.date:
    """Return the day in `number` days, in the past if it is negative."""
    return timezone.localdate() + datetime.timedelta(days=number)


class TrainingPageFactory(factory.django.DjangoModelFactory):
    """A published training of `half_days` length. Needs the fixture `site_tree`, which creates the catalogue."""

    class Meta:
        model = TrainingPage

    class Params:
        half_days = 1

    title = factory.Sequence(lambda n: f"Formation {n}")
    slug = factory.Sequence(lambda n: f"formation-{n}")
    aim = "Préparer et conduire un atelier de deux heures."
    audience_text = "Animateurs salariés et bénévoles"
    capacity = 8
    programme = factory.LazyAttribute(
        lambda training: [
            ProgrammeHalfDay(title=f"Temps {number + 1}", items="Un premier point\nUn second point")
            for number in range(training.half_days)
        ]
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return CataloguePage.objects.get().add_child(instance=model_class(**kwargs))


class KitFileFactory(factory.django.DjangoModelFactory):
    """A short text joined to a training."""

    class Meta:
        model = KitFile

    training = factory.SubFactory(TrainingPageFactory)
    kind = "txt"
    name = factory.Sequence(lambda n: f"Papiers {n}.txt")
    file = factory.LazyAttribute(lambda kit_file: ContentFile(kit_file.words.encode(), kit_file.name))
    size = factory.LazyAttribute(lambda kit_file: kit_file.file.size)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")

    class Params:
        words = factory.Sequence(lambda n: f"Les papiers numéro {n}")
        quarantined = factory.Trait(scan="waiting")


class SessionFactory(factory.django.DjangoModelFactory):
    """A session with a morning on each of `dates`, by default in a week."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    training = factory.SubFactory(TrainingPageFactory)
    epm = factory.SubFactory(EPMFactory)
    capacity = 8

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):
        for date in extracted or [in_days(7)]:
            HalfDayFactory(session=self, date=date)


class HalfDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HalfDay

    session = factory.SubFactory(SessionFactory)
    date = factory.LazyFunction(lambda: in_days(7))
    part = DayPart.MORNING
    start = factory.LazyAttribute(lambda half_day: DEFAULT_HOURS[half_day.part][0])
    end = factory.LazyAttribute(lambda half_day: DEFAULT_HOURS[half_day.part][1])
    # Tests tick past half-days today.
    late_reason = factory.LazyAttribute(lambda half_day: LATE_REASON if half_day.date < in_days(0) else "")


def closed_half_day(day: datetime.date) -> HalfDay:
    """Return the only half-day, with its attendance closed, of a session of that day."""
    half_day = SessionFactory(dates=[day]).half_days.get()
    half_day.closed_at = timezone.now()
    half_day.save()
    return half_day


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """The enrolment of an animator with a position, confirmed by default; traits `waiting`, `cancelled`, `offered`."""

    class Meta:
        model = Enrolment

    class Params:
        waiting = factory.Trait(status=EnrolmentStatus.WAITING)
        cancelled = factory.Trait(status=EnrolmentStatus.CANCELLED)
        offered = factory.Trait(
            status=EnrolmentStatus.OFFERED,
            offered_until=factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=2)),
        )

    session = factory.SubFactory(SessionFactory)
    member = factory.LazyFunction(lambda: PositionFactory().member)
    status = EnrolmentStatus.CONFIRMED


class SignatoryFactory(factory.django.DjangoModelFactory):
    """Who signs since last year. The SIRET is fictitious, its key is right."""

    class Meta:
        model = Signatory

    since = factory.LazyFunction(lambda: in_days(-400))
    organisation = "Département fictif"
    siret = "12345678200002"
    name = "Ada Signataire"
    quality = "Directrice générale adjointe"
    payer = "Budget départemental"
    legal_basis = "Décret n° 2001-654\u00a0; délibération n° 12"
    insurance = "La personne déclare que son véhicule est assuré."


class MissionFactory(factory.django.DjangoModelFactory):
    """A journey of 20 minutes in one's own car, estimated at 32 km there and back."""

    class Meta:
        model = Mission

    enrolment = factory.SubFactory(EnrolmentFactory)
    transport = Transport.CAR
    power = Power.MIDDLE
    car_reason = CarReason.NO_PUBLIC
    is_insured = True
    minutes = 20
    measured_kilometres = 32


class AnnualPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnnualPlan

    year = 2026


class CalendarFeedFactory(factory.django.DjangoModelFactory):
    """The feed of a member, unless a territory or an EPM is given; trait `revoked`."""

    class Meta:
        model = CalendarFeed

    class Params:
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))

    @factory.lazy_attribute
    def member(self):
        return None if self.territory or self.epm else PositionFactory().member

    territory = None
    epm = None
