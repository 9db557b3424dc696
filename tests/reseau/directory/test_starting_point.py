"""Where distances are counted from: a commune in words, or a position of the browser."""

import pytest

from reseau.directory.starting_point import StartingPoint, find_origin
from reseau.places.commune_search import find_commune
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


def test_words_that_name_a_commune_start_at_its_town_hall():
    commune = CommuneFactory(name="Saint-Céré", town_hall_latitude=44.86, town_hall_longitude=1.89)

    assert find_origin(find_commune("st cere"), "44.00,1.00") == StartingPoint(44.86, 1.89, commune)


def test_other_words_start_nowhere_even_with_a_position():
    assert find_origin(find_commune("cyber-base"), "44.00,1.00") is None


def test_position_is_rounded_to_about_a_kilometre():
    origin = find_origin(find_commune(""), "44.7812345,1.7298765")

    assert origin == StartingPoint(44.78, 1.73)
    assert origin.position == "44.78,1.73"


@pytest.mark.parametrize("position", ["", "44.78", "ici", "91.0,1.0", "44.0,181.0", "44.0,1.0;", "٤٤.0,1.0", "nan,1.0"])
def test_what_is_no_position_starts_nowhere(position):
    assert find_origin(find_commune(""), position) is None
