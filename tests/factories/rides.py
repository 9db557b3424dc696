"""Factories of car sharing: people who travel to a session in Gramat, from near and distant communes."""

import factory

from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.enums import RideKind
from tests.factories.formation import EnrolmentFactory
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory

# Town halls: 12 and 8 km north of the session (44.78, 1.72), on its road, and far to the south.
NEAR, NEARER, FAR = (44.89, 1.72), (44.85, 1.72), (44.30, 1.45)


def somebody_from(name: str, coordinates: tuple[float, float], **member):
    """Return an animator of an EPM of that commune, with a name, address and number that are easy to search for."""
    latitude, longitude = coordinates
    commune = CommuneFactory(
        name=name, latitude=latitude, longitude=longitude, town_hall_latitude=latitude, town_hall_longitude=longitude
    )
    epm = EPMFactory(commune=commune, latitude=latitude, longitude=longitude, address=f"12 rue secrète, {name}")
    return PositionFactory(epm=epm, **{f"member__{key}": value for key, value in member.items()}).member


class RideFactory(factory.django.DjangoModelFactory):
    """The ride of a participant: two seats, contact by e-mail. `searching`: looks for a seat instead."""

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
