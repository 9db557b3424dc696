"""At the EPM of Gramat, a video desk with its partner and a télécentre; half-days from tomorrow; tickets of Figeac."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accueil.declic.tickets.services import NamedPerson
from formation.enums import DayPart
from formation.working_halves import WorkingHalf
from tests.factories.accueil import (
    TUESDAY,
    InterviewMotiveFactory,
    OpeningSlotFactory,
    PartnerFactory,
    PartnerServiceFactory,
    VisioDeskFactory,
    VisioRoomFactory,
    next_weekday,
)
from tests.factories.telework import SeatFactory, TelecentreFactory
from tests.factories.tickets import TicketBatchFactory


@pytest.fixture
def partner(db):
    return PartnerFactory(short_name="CAF", name="Caisse d’allocations familiales", slug="caf", email="caf@example.org")


@pytest.fixture
def service(partner):
    return PartnerServiceFactory(partner=partner, name="Droits et prestations", minutes=30)


@pytest.fixture
def motive(db):
    return InterviewMotiveFactory(words="Premier rendez-vous")


@pytest.fixture
def room(epm):
    return VisioRoomFactory(epm=epm, name="Bureau fermé")


@pytest.fixture
def desk(epm):
    return VisioDeskFactory(epm=epm, name="Visio 1")


@pytest.fixture
def slot(room, partner):
    """Every Tuesday from 9 to 12."""
    return OpeningSlotFactory(
        room=room, partner=partner, first_day=next_weekday(TUESDAY), link="https://visio.example.org/caf"
    )


@pytest.fixture
def telecentre(epm):
    epm.opening_hours = "Mo-Su 08:00-19:00"
    epm.save()
    return TelecentreFactory(epm=epm)


@pytest.fixture
def seat(telecentre):
    return SeatFactory(telecentre=telecentre, name="Fenêtre")


@pytest.fixture
def other_seat(telecentre):
    return SeatFactory(telecentre=telecentre, name="Mezzanine")


@pytest.fixture
def half():
    """`half(0)` is tomorrow morning, `half(1)` tomorrow afternoon, `half(2)` the morning after."""

    def of(rank: int) -> WorkingHalf:
        day = timezone.localdate() + datetime.timedelta(days=1 + rank // 2)
        return WorkingHalf.of(day, (DayPart.MORNING, DayPart.AFTERNOON)[rank % 2])

    return of


PEOPLE = (NamedPerson("Odile Bastide", "05 65 00 00 00"), NamedPerson("Yves Clary"), NamedPerson("Maria Ségala"))


@pytest.fixture
def queries_of():
    """`queries_of(client, url)`: number of queries of a page, once caches are warm."""

    def count(client, url: str) -> int:
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    return count


@pytest.fixture
def batch(figeac, coordinator):
    return TicketBatchFactory(label="Printemps", territory=figeac, people=PEOPLE, by=coordinator)


@pytest.fixture
def ticket(batch):
    return batch.tickets.get(holder__name="Odile Bastide")
