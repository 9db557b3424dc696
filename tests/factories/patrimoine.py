"""Heritage places, trails and outings, valid by default: published, to come."""

from datetime import time, timedelta

import factory
from django.utils import timezone

from patrimoine.outings.enums import OutingKind
from patrimoine.outings.models import Outing
from patrimoine.sites.enums import HeritagePeriod, HeritageState, HeritageTheme, NamedPeople
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, TrailStop
from ressources.sheets.enums import Licence
from tests.factories.reseau import CommuneFactory, EPMFactory, TerritoryFactory


class HeritagePlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HeritagePlace

    class Params:
        draft = factory.Trait(state=HeritageState.DRAFT, published=None)
        submitted = factory.Trait(state=HeritageState.SUBMITTED, published=None)

    name = factory.Sequence(lambda rank: f"Le pont de pierre {rank:03d}")
    slug = factory.Sequence(lambda rank: f"pont-de-pierre-{rank:03d}")
    commune = factory.SubFactory(CommuneFactory)
    latitude = 44.6
    longitude = 1.9
    theme = HeritageTheme.WATER
    period = HeritagePeriod.MIDDLE_AGES
    summary = "Un pont à trois arches."
    story = "Bâti en trois étés, une arche par été."
    sources = "Archives de la commune, série DD"
    licence = Licence.BY_SA
    people = NamedPeople.NOBODY
    state = HeritageState.PUBLISHED
    published = factory.LazyFunction(timezone.now)


class HeritageTrailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HeritageTrail

    name = factory.Sequence(lambda rank: f"Autour du pont {rank:03d}")
    slug = factory.Sequence(lambda rank: f"autour-du-pont-{rank:03d}")
    territory = factory.SubFactory(TerritoryFactory)
    summary = "Trois ponts en une heure."
    state = HeritageState.PUBLISHED


class TrailStopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrailStop

    trail = factory.SubFactory(HeritageTrailFactory)
    place = factory.SubFactory(HeritagePlaceFactory)
    rank = factory.Sequence(lambda rank: rank)
    way = "Suivez la rivière."


class OutingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outing

    class Params:
        along_a_trail = factory.Trait(place=None, trail=factory.SubFactory(HeritageTrailFactory))

    kind = OutingKind.WALK
    name = factory.Sequence(lambda rank: f"Balade au pont {rank:03d}")
    summary = "Une heure au bord de l’eau."
    place = factory.SubFactory(HeritagePlaceFactory)
    epm = factory.SubFactory(EPMFactory)
    day = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=3))
    start = time(14, 30)
    end = time(16)
    contact = "05 36 49 00 01"
