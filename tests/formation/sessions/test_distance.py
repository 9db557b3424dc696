"""Estimated road kilometres."""

import pytest

from formation.sessions.distance import ROAD_FACTOR, Point, great_circle, point_of, road_kilometres
from tests.factories.reseau import CommuneFactory, EPMFactory

CAHORS, FIGEAC = Point(44.4475, 1.4419), Point(44.6086, 2.0325)


def test_great_circle_matches_a_table_of_distances():
    assert round(great_circle(CAHORS, FIGEAC), 1) == 50.1
    # A quarter of a meridian is 10,000 km, by the first definition of the metre.
    assert round(great_circle(Point(0, 0), Point(90, 0))) == 10008


def test_distance_is_symmetric_and_zero_on_the_spot():
    assert great_circle(FIGEAC, CAHORS) == pytest.approx(great_circle(CAHORS, FIGEAC))
    assert great_circle(CAHORS, CAHORS) == 0


def test_antipodes_do_not_break_the_formula():
    assert round(great_circle(Point(0, 0), Point(0, 180))) == 20015


def test_roads_are_longer_by_a_third():
    assert road_kilometres(CAHORS, FIGEAC) == great_circle(CAHORS, FIGEAC) * ROAD_FACTOR


@pytest.mark.django_db
def test_point_of_a_session_is_its_epm():
    class Held:
        epm = EPMFactory(latitude=44.5, longitude=1.5)
        epm_id, where = epm.pk, None

    assert point_of(Held()) == Point(44.5, 1.5)


@pytest.mark.django_db
def test_point_elsewhere_is_the_town_hall_and_remote_has_none():
    class Elsewhere:
        epm_id, where = None, CommuneFactory(town_hall_latitude=44.1, town_hall_longitude=1.2)

    class Remote:
        epm_id, where = None, None

    assert point_of(Elsewhere()) == Point(44.1, 1.2)
    assert point_of(Remote()) is None
