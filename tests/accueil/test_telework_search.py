"""Everybody finds a télécentre by its place and what its seats offer; a booking changes no document."""

import pytest

from search.sources.documents import Document
from search.sources.registry import source
from tests.factories.telework import SeatBookingFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_document_of_a_telecentre_is_public_and_names_nobody(telecentre, seat):
    telecentre.mornings, telecentre.afternoons = [1], []
    telecentre.save()

    assert source("telecentre").document(source("telecentre").queryset().get()) == Document(
        kind="telecentre",
        key=str(telecentre.pk),
        title="Télécentre, EPM de Gramat",
        url=telecentre.get_absolute_url(),
        audience=frozenset({"public"}),
        summary="Télétravailler à l’EPM de Gramat, par demi-journée",
        body="Matin\u00a0: le mardi\nSonnez à l’accueil.\nGrand écran, Au calme",
        keywords=("Télécentre", "Télétravail", "Coworking", "Bureau", "Gramat"),
        facts=("1\u00a0poste",),
        facets={"territory": ("Figeac",), "epm": ("EPM de Gramat",)},
    )


def test_visitor_finds_it(client, telecentre, seat):
    indexed("telecentre")

    assert f'href="{telecentre.get_absolute_url()}' in client.get("/recherche/", {"q": "télétravail gramat"}).text


def test_closed_telecentre_leaves_the_index(telecentre):
    assert indexed("telecentre") == {str(telecentre.pk)}

    telecentre.is_open = False
    telecentre.save()

    assert indexed("telecentre") == set()


def test_booking_changes_no_document(seat):
    noted("telecentre")

    SeatBookingFactory(seat=seat)

    assert noted("telecentre") == set()
