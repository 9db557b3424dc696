"""The record of an EPM: visibility, search, and constraints."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reseau.places.models.epm import EPM
from tests.factories.reseau import CommuneFactory, EPMFactory


def test_closed_place_is_visible_to_the_network_only(epm, animator, stranger, learner, former):
    closed_epm = EPMFactory(is_open=False)

    for outsider in (AnonymousUser(), learner, former):
        assert set(EPM.objects.visible_to(outsider)) == set(EPM.objects.exclude(pk=closed_epm.pk))
    for member in (animator, stranger):
        assert set(EPM.objects.visible_to(member)) == set(EPM.objects.all())


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["EPM de Luzech", "La Fabrique"]),
        ("fabrique", ["La Fabrique"]),
        ("st cere", ["La Fabrique"]),
        ("46400", ["La Fabrique"]),
        ("464", ["La Fabrique"]),
        ("46140", ["EPM de Luzech"]),
        ("6400", []),
        ("fabrique luzech", []),
        ("vieux village", ["EPM de Luzech"]),
    ],
)
def test_place_is_found_by_its_name_commune_or_postcode(figeac, query, names):
    EPMFactory(name="La Fabrique", commune__name="Saint-Céré", commune__postal_codes="46400", commune__territory=figeac)
    EPMFactory(
        commune__name="Luzech",
        commune__postal_codes="46090 46140",
        commune__former_names="vieux village",
        commune__territory=figeac,
    )

    assert [epm.name for epm in EPM.objects.matching(query)] == names


def test_nearest_places_come_first_with_kilometres_from_the_town_hall(figeac):
    commune = CommuneFactory(territory=figeac, town_hall_latitude=44.0, town_hall_longitude=1.0)
    east = EPMFactory(name="Est", latitude=44.0, longitude=1.1)
    north = EPMFactory(name="Nord", latitude=44.1, longitude=1.0)

    places = EPM.objects.with_kilometres_from(commune.town_hall_latitude, commune.town_hall_longitude)

    distances = [(epm, round(epm.kilometres, 1)) for epm in places.order_by("kilometres")]

    assert distances == [(east, 8.0), (north, 11.1)]


def test_record_shows_open_days_as_lines_and_coordinates_for_maps(epm):
    epm.opening_hours = "Tu 14:00-18:00; Th 09:00-12:00"

    assert [line.days for line in epm.opening_lines] == ["Mardi", "Jeudi"]
    assert epm.opening_weekdays == {1, 3}
    assert epm.coordinates == "44.78000,1.72000"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"latitude": 91},
            "La position doit être en degrés\u00a0: latitude entre -90 et 90, longitude entre -180 et 180.",
        ),
        (
            {"longitude": -181},
            "La position doit être en degrés\u00a0: latitude entre -90 et 90, longitude entre -180 et 180.",
        ),
        ({"slug": "carte"}, "Cette adresse de page est déjà celle d’une page de l’annuaire."),
    ],
)
def test_record_that_breaks_a_rule_is_refused_by_form_and_database(epm, change, message):
    for name, value in change.items():
        setattr(epm, name, value)

    with pytest.raises(ValidationError) as error:
        epm.full_clean()
    assert error.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        epm.save()
