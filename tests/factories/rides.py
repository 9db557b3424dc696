"""Car sharing for tests: people who go to a session in Gramat, from communes that are near it or far from it."""

import factory

from formation.carpool.models import Ride, RideRequest
from formation.enums import RideKind
from tests.factories.formation import EnrolmentFactory
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory

# Town halls on the road of the session (44.78, 1.72): twelve and eight kilometres north of it, and far to the south.
NEAR, NEARER, FAR = (44.89, 1.72), (44.85, 1.72), (44.30, 1.45)


def somebody_from(name: str, where: tuple[float, float], **member):
    """An animator of an EPM of that commune; her name, address and number are easy to look for."""
    latitude, longitude = where
    commune = CommuneFactory(
        name=name, latitude=latitude, longitude=longitude, town_hall_latitude=latitude, town_hall_longitude=longitude
    )
    epm = EPMFactory(commune=commune, latitude=latitude, longitude=longitude, address=f"12 rue secrète, {name}")
    return PositionFactory(epm=epm, **{f"member__{key}": value for key, value in member.items()}).member


class RideFactory(factory.django.DjangoModelFactory):
    """Of somebody who has a place in the session; two seats, reached by e-mail. `searching` looks for a seat."""

    class Meta:
        model = Ride

    class Params:
        searching = factory.Trait(kind=RideKind.SEARCH, seats=0)

    member = factory.LazyFunction(lambda: somebody_from("Thégra", NEAR))
    kind = RideKind.OFFER
    seats = 2
    shows_email = True
    commune = factory.LazyAttribute(lambda ride: ride.member.main_position.epm.commune)

    @factory.lazy_attribute
    def session(self):
        raise ValueError("Say which session.")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        EnrolmentFactory(session=kwargs["session"], member=kwargs["member"])
        return super()._create(model_class, *args, **kwargs)


class RideRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RideRequest

    by_driver = False
