"""Charters, files, visits and labels, valid by default."""

import factory
from django.utils import timezone

from qualite.charter.models import Axis, Charter, Criterion


class CharterFactory(factory.django.DjangoModelFactory):
    """A charter in force since today."""

    class Meta:
        model = Charter

    class Params:
        draft = factory.Trait(starts_on=None)

    name = factory.Sequence(lambda rank: f"Charte {rank}")
    slug = factory.Sequence(lambda rank: f"charte-{rank}")
    origin = "Écrite pour un essai."
    starts_on = factory.LazyFunction(timezone.localdate)


class AxisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Axis

    charter = factory.SubFactory(CharterFactory)
    title = factory.Sequence(lambda rank: f"Axe {rank}")
    sort_order = factory.Sequence(lambda rank: rank)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    axis = factory.SubFactory(AxisFactory)
    title = factory.Sequence(lambda rank: f"Critère {rank}")
    wording = "Ce qui est attendu."
    source = "Un essai"
    sort_order = factory.Sequence(lambda rank: rank)
