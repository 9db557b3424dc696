"""Members find an equipment by its name and by what it holds; nobody else finds it."""

import pytest
from django.utils import timezone

from search.sources.documents import Document
from search.sources.registry import source
from tests.factories.equipment import EquipmentFactory, LoanFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def kit(epm):
    return EquipmentFactory(epm=epm, name="Mallette de tablettes", content="1 borne radioélectrique", reference="T-1")


def test_document_of_an_equipment_is_for_members(kit, epm):
    assert source("equipment").document(source("equipment").queryset().get()) == Document(
        kind="equipment",
        key=str(kit.pk),
        title="Mallette de tablettes",
        url=kit.get_absolute_url(),
        audience=frozenset({"member"}),
        summary="Tablettes et téléphones, à l’EPM de Gramat",
        body="1 borne radioélectrique",
        keywords=("Matériel", "Prêt", "Emprunter", "T-1"),
        facts=("Tablettes et téléphones, à l’EPM de Gramat", "Bon état"),
        facets={"territory": ("Figeac",), "epm": ("EPM de Gramat",)},
    )


@pytest.mark.parametrize("query", ["mallette tablettes", "radioélectrique"])
def test_member_finds_it_and_a_visitor_does_not(client, client_of, animator, kit, query):
    indexed("equipment")

    link = f'href="{kit.get_absolute_url()}'
    assert [link in browser.get("/recherche/", {"q": query}).text for browser in (client_of(animator), client)] == [
        True,
        False,
    ]


def test_what_leaves_the_inventory_leaves_the_index(kit):
    assert indexed("equipment") == {str(kit.pk)}

    kit.left_on = timezone.localdate()
    kit.save()

    assert indexed("equipment") == set()


def test_loan_changes_no_document(kit):
    noted("equipment")

    LoanFactory(equipment=kit)

    assert noted("equipment") == set()
