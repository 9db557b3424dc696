"""A télécentre is opened, its seats kept, by those who keep the record of the place."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from accueil.telework.seats.models import Seat, Telecentre
from tests.factories.telework import SeatBookingFactory, SeatFactory

pytestmark = pytest.mark.django_db


def typed(**values) -> dict:
    return {"mornings": ["1", "3"], "afternoons": ["1"], "advice": "", "notice_days": "3", "is_open": "on"} | values


@pytest.fixture
def organise(epm):
    return reverse("accueil:telecentre_edit", args=[epm.slug])


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_keepers_of_the_place_open_a_telecentre(client_of, organise, epm, name, request):
    member = request.getfixturevalue(name)
    response = client_of(member).post(organise, typed(), follow=True)

    telecentre = Telecentre.objects.get()
    assert (telecentre.epm, telecentre.mornings, telecentre.afternoons) == (epm, [1, 3], [1])
    assert (telecentre.notice_days, telecentre.changed_by) == (3, member)
    assertContains(response, "Le télécentre est ouvert")


@pytest.mark.parametrize(
    ("changes", "field"), [({"mornings": [], "afternoons": []}, "mornings"), ({"notice_days": "0"}, "notice_days")]
)
def test_wrong_week_is_refused_beside_its_field(client_of, organise, animator, changes, field):
    response = client_of(animator).post(organise, typed(**changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Telecentre.objects.count() == 0


def test_seat_is_added_then_changed(client_of, telecentre, animator):
    client = client_of(animator)
    client.post(
        reverse("accueil:seat_add", args=[telecentre.epm.slug]),
        {"name": " Près  de la fenêtre ", "equipment": ["quiet", "screen"]},
    )

    seat = Seat.objects.get()
    assert (seat.name, seat.equipment) == ("Près de la fenêtre", ["screen", "quiet"])
    client.post(reverse("accueil:seat_edit", args=[telecentre.epm.slug, seat.pk]), {"name": "Fenêtre"})
    seat.refresh_from_db()
    assert (seat.name, seat.equipment, seat.is_in_use) == ("Fenêtre", [], False)


def test_name_of_another_seat_is_refused(client_of, telecentre, seat, animator):
    response = client_of(animator).post(reverse("accueil:seat_add", args=[telecentre.epm.slug]), {"name": seat.name})

    assert (response.status_code, Seat.objects.count()) == (422, 1)
    assertContains(response, "Un poste de ce télécentre porte déjà ce nom.", status_code=422)


def test_seat_that_is_booked_stays_in_use(client_of, telecentre, seat, animator):
    booking = SeatBookingFactory(seat=seat)
    response = client_of(animator).post(
        reverse("accueil:seat_edit", args=[telecentre.epm.slug, seat.pk]), {"name": seat.name}
    )

    seat.refresh_from_db()
    assert seat.is_in_use
    assertContains(response, f"Il est réservé le {booking.half.words}", status_code=422)


@pytest.mark.parametrize("name", ["stranger", "other_territorial"])
def test_members_of_other_places_keep_nothing(client_of, telecentre, seat, name, request):
    client, slug = client_of(request.getfixturevalue(name)), telecentre.epm.slug
    urls = [
        reverse("accueil:telecentre_edit", args=[slug]),
        reverse("accueil:seat_add", args=[slug]),
        reverse("accueil:seat_edit", args=[slug, seat.pk]),
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


def test_seat_of_another_place_is_not_found(client_of, telecentre, animator):
    elsewhere = SeatFactory()

    url = reverse("accueil:seat_edit", args=[telecentre.epm.slug, elsewhere.pk])
    assert client_of(animator).get(url).status_code == 404
