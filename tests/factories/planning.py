"""Factories of needs and trainers."""

import factory

from formation.offer.needs.models import Voice, Wish
from formation.year.planning.models import TrainerProfile, Unavailability
from tests.factories.formation import in_days
from tests.factories.reseau import PositionFactory


class WishFactory(factory.django.DjangoModelFactory):
    """A need in free words. For a training, pass `training` and empty `words`."""

    class Meta:
        model = Wish

    class Params:
        of_training = factory.Trait(words="")

    words = factory.Sequence(lambda n: f"Savoir faire {n}")


class VoiceFactory(factory.django.DjangoModelFactory):
    """The voice of an animator with a position, in the territory of their EPM."""

    class Meta:
        model = Voice

    wish = factory.SubFactory(WishFactory)
    member = factory.LazyFunction(lambda: PositionFactory().member)
    territory = factory.LazyAttribute(lambda voice: voice.member.positions.first().epm.commune.territory)


class TrainerProfileFactory(factory.django.DjangoModelFactory):
    """A trainer; `trainings` are the ones that they give."""

    class Meta:
        model = TrainerProfile
        skip_postgeneration_save = True

    member = factory.LazyFunction(lambda: PositionFactory().member)

    @factory.post_generation
    def trainings(self, create, extracted, **kwargs):
        self.trainings.set(extracted or [])


class UnavailabilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unavailability

    profile = factory.SubFactory(TrainerProfileFactory)
    first = factory.LazyFunction(lambda: in_days(10))
    last = factory.LazyFunction(lambda: in_days(12))
    reason = "Congés"
