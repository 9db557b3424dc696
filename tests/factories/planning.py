"""Needs and trainers for tests: a wish in free words, one voice for it, a trainer who gives nothing yet."""

import factory

from formation.needs.models import Voice, Wish
from formation.planning.models.trainer import TrainerProfile, Unavailability
from tests.factories.formation import in_days
from tests.factories.reseau import PositionFactory


class WishFactory(factory.django.DjangoModelFactory):
    """Free words; give `training` and empty `words` for a training of the catalogue."""

    class Meta:
        model = Wish

    class Params:
        of_training = factory.Trait(words="")

    words = factory.Sequence(lambda n: f"Savoir faire {n}")


class VoiceFactory(factory.django.DjangoModelFactory):
    """Of an animator in post, from the territory of her EPM."""

    class Meta:
        model = Voice

    wish = factory.SubFactory(WishFactory)
    member = factory.LazyFunction(lambda: PositionFactory().member)
    territory = factory.LazyAttribute(lambda voice: voice.member.positions.first().epm.commune.territory)


class TrainerProfileFactory(factory.django.DjangoModelFactory):
    """`trainings` are those that she gives."""

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
