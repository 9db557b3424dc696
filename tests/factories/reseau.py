"""People and places for tests: valid, and in one territory by default."""

from datetime import date

import factory
from django.utils import timezone

from reseau.directory.place_visits.models import PlaceVisit
from reseau.enums import EPMKind, Role
from reseau.people.computers.models import Computer
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold

PASSWORD = "un-mot-de-passe-solide"


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory
        django_get_or_create = ["name"]

    name = "Figeac"
    slug = factory.LazyAttribute(lambda territory: fold(territory.name).replace(" ", "-"))


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune

    insee_code = factory.Sequence(lambda n: f"{10000 + n}")
    name = factory.Sequence(lambda n: f"Commune {n}")
    search_name = factory.LazyAttribute(lambda commune: fold(commune.name))
    postal_codes = "46500"
    population = 1400
    epci_name = "CC Causses et Vallée de la Dordogne"
    territory = factory.SubFactory(TerritoryFactory)
    latitude = 44.78
    longitude = 1.72
    town_hall_address = "Place de la Mairie, 46500"
    town_hall_latitude = 44.78
    town_hall_longitude = 1.72


class EPMFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EPM

    commune = factory.SubFactory(CommuneFactory)
    name = factory.LazyAttribute(lambda epm: f"EPM de {epm.commune.name}")
    slug = factory.Sequence(lambda n: f"epm-{n}")
    kind = EPMKind.VILLAGE
    address = "Place de la Mairie, 46500"
    latitude = 44.78
    longitude = 1.72
    opening_hours = "Tu 14:00-18:00; PH off"
    checked_on = factory.LazyFunction(timezone.localdate)


class MemberFactory(factory.django.DjangoModelFactory):
    """A member without any position; traits give the live position of a role."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    class Params:
        animator = factory.Trait(
            position=factory.RelatedFactory("tests.factories.reseau.PositionFactory", factory_related_name="member")
        )
        territorial = factory.Trait(
            position=factory.RelatedFactory(
                "tests.factories.reseau.PositionFactory", factory_related_name="member", territorial=True
            )
        )
        coordinator = factory.Trait(
            position=factory.RelatedFactory(
                "tests.factories.reseau.PositionFactory", factory_related_name="member", coordinator=True
            )
        )

    email = factory.Sequence(lambda n: f"membre{n}@example.org")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Martin{n}")
    password = factory.django.Password(PASSWORD)


class PositionFactory(factory.django.DjangoModelFactory):
    """An animator's position by default; `territorial` and `coordinator` are the two others."""

    class Meta:
        model = Position

    class Params:
        territorial = factory.Trait(role=Role.TERRITORIAL, epm=None, territory=factory.SubFactory(TerritoryFactory))
        coordinator = factory.Trait(role=Role.COORDINATOR, epm=None)

    member = factory.SubFactory(MemberFactory)
    role = Role.ANIMATOR
    epm = factory.SubFactory(EPMFactory)
    start = date(2020, 9, 1)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invite{n}@example.org")
    first_name = "Dominique"
    last_name = "Invité"
    epm = factory.SubFactory(EPMFactory)
    invited_by = factory.SubFactory(MemberFactory, coordinator=True)


class ComputerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Computer

    epm = factory.SubFactory(EPMFactory)
    name = factory.Sequence(lambda n: f"Poste {n}")


class PlaceVisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlaceVisit

    epm = factory.SubFactory(EPMFactory)
    visitor = factory.SubFactory(MemberFactory, territorial=True)
    date = factory.LazyFunction(timezone.localdate)
    note = "La salle est claire."
