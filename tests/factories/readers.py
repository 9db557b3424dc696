"""Favourites, thanks, feedback and collections for tests, each of another network member by default."""

import factory
from django.utils import timezone

from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.readers.models import Favourite, Feedback, Thanks
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory


def somebody():
    return PositionFactory().member


class FavouriteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Favourite

    member = factory.LazyFunction(somebody)
    sheet = factory.SubFactory(SheetFactory)


class ThanksFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thanks

    member = factory.LazyFunction(somebody)
    sheet = factory.SubFactory(SheetFactory)


class CollectionFactory(factory.django.DjangoModelFactory):
    """An empty collection, not shared."""

    class Meta:
        model = Collection

    owner = factory.LazyFunction(somebody)
    title = factory.Sequence(lambda n: f"Ateliers d’automne {n}")

    class Params:
        shared = factory.Trait(shared_since=factory.LazyFunction(timezone.now))


class CollectedSheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CollectedSheet

    collection = factory.SubFactory(CollectionFactory)
    sheet = factory.SubFactory(SheetFactory)
    position = factory.Sequence(lambda n: n)


class FeedbackFactory(factory.django.DjangoModelFactory):
    """Feedback on a mistake, without an answer."""

    class Meta:
        model = Feedback

    sheet = factory.SubFactory(SheetFactory)
    sender = factory.LazyFunction(somebody)
    kind = "erreur"
    text = factory.Sequence(lambda n: f"Le bouton de l’étape {n} a changé de nom.")
