"""Somebody leaves: the people whom they were to welcome are welcomed by a colleague, or their territory is told.

The last one of a place leaves its télécentre, its booked seats and its slots to the territory.
"""

import pytest

from accueil.telework.enums import SeatBookingState
from alertes.channels.notices.models import Notice
from reseau.people.departures.services import leave, undo_departure
from tests.accueil.visio.appointments.conftest import booked as booked
from tests.accueil.visio.appointments.conftest import day as day
from tests.factories.telework import SeatBookingFactory

pytestmark = pytest.mark.django_db


def test_colleague_welcomes_the_people_of_who_leaves(booked, animator, colleague, coordinator):
    appointment = booked("10:00")

    departure = leave(position=animator.positions.get(), by=coordinator, territory_takes_over=True)

    appointment.refresh_from_db()
    assert (appointment.welcomed_by, departure.lines[0]["count"]) == (colleague, 1)


def test_territory_is_told_where_nobody_is_free(booked, animator, territorial, coordinator):
    appointment = booked("10:00")

    leave(position=animator.positions.get(), by=coordinator, territory_takes_over=True)

    appointment.refresh_from_db()
    assert appointment.welcomed_by == animator
    assert Notice.objects.filter(member=territorial, text__contains="accueillir 1 rendez-vous visio").exists()


def test_last_one_of_a_place_leaves_its_telecentre_its_seats_and_its_slots_to_the_territory(
    animator, territorial, coordinator, epm, seat, slot
):
    SeatBookingFactory(seat=seat)
    SeatBookingFactory(seat=seat, name="Sami K.", state=SeatBookingState.CANCELLED)

    departure = leave(position=animator.positions.get(), by=coordinator, territory_takes_over=True)

    notices = Notice.objects.filter(member=territorial, text__startswith="Plus personne")
    assert {notice.text.partition("\u00a0: ")[2]: notice.url for notice in notices} == {
        "télécentre à fermer ou à reprendre, 1.": epm.get_absolute_url(),
        "demi-journées de télétravail réservées, que personne n’accueille, 1.": epm.get_absolute_url(),
        "plages de points visio à terminer ou à tenir, 1.": f"/points-visio/lieux/{epm.slug}/plages/",
    }
    undo_departure(departure=departure, by=coordinator)
    assert not notices.all().exists()


def test_team_that_stays_keeps_its_telecentre_and_nobody_is_told(
    animator, colleague, territorial, coordinator, seat, slot
):
    SeatBookingFactory(seat=seat)

    leave(position=animator.positions.get(), by=coordinator, territory_takes_over=True)

    assert not Notice.objects.filter(member=territorial, text__startswith="Plus personne").exists()
