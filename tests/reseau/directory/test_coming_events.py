"""The chip « Avec un atelier bientôt », the same in the list and on the map."""

import pytest
from django.utils import timezone
from lxml import html

from tests.factories.formation import in_days
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
ASKED = {"atelier": "bientot"}


@pytest.fixture
def announced(site_tree, epm, other_epm, animator):
    """A workshop soon at Gramat; one too late, one cancelled and one that the public may not see elsewhere."""
    public = SheetFactory(epm=epm, author=animator)
    private = SheetFactory(epm=epm, author=animator, data__audience="member")
    OpenWorkshopFactory(sheet=public, epm=epm, date=in_days(20))
    OpenWorkshopFactory(sheet=public, epm=other_epm, date=in_days(21))
    OpenWorkshopFactory(sheet=public, epm=other_epm, date=in_days(2), cancelled_at=timezone.now())
    OpenWorkshopFactory(sheet=private, epm=other_epm, date=in_days(3))
    EPMFactory(is_open=False)


def chips(response) -> list[str]:
    page = html.fromstring(response.content.decode())
    return [
        " ".join(chip.text_content().split())
        for chip in page.xpath("//a[@class='chip']")
        if "atelier" in chip.text_content()
    ]


@pytest.mark.parametrize("path", ["/annuaire/", "/annuaire/carte/"])
def test_chip_counts_the_places_that_it_leaves(client, announced, epm, path):
    assert chips(client.get(path)) == ["Avec un atelier bientôt (1)"]


def test_list_and_map_keep_the_same_places(client, announced, epm):
    assert list(client.get("/annuaire/", ASKED).context["places"]) == [epm]
    assert client.get("/annuaire/carte/", ASKED).context["total"]() == 1


def test_chip_and_the_others_narrow_together(client, announced, epm):
    assert client.get("/annuaire/", ASKED | {"fauteuil": "oui"}).context["paginator"].count == 0
    epm.is_accessible = True
    epm.save()
    assert client.get("/annuaire/", ASKED | {"fauteuil": "oui"}).context["paginator"].count == 1


def test_unknown_value_leaves_nothing(client, announced):
    assert client.get("/annuaire/", {"atelier": "demain"}).context["paginator"].count == 0


def test_no_chip_where_nothing_is_announced(client, epm):
    assert chips(client.get("/annuaire/")) == []
