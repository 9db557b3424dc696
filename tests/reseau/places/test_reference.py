"""The communes of the Lot, loaded and loaded again."""

from django.db.models import Count, Sum

from reseau.places.models.commune import Commune, Territory
from reseau.places.reference import load_communes


def test_loader_creates_the_312_communes_of_three_territories(db):
    assert load_communes() == 312

    sizes = Territory.objects.annotate(size=Count("communes")).values_list("name", "slug", "size").order_by("name")
    assert list(sizes) == [("Cahors", "cahors", 97), ("Figeac", "figeac", 118), ("Gourdon", "gourdon", 97)]
    assert Commune.objects.aggregate(total=Sum("population"))["total"] == 176473


def test_loaded_commune_has_its_names_postcodes_and_town_hall(db):
    load_communes()

    commune = Commune.objects.get(name="Porte-du-Quercy")
    assert commune.search_name == "porte du quercy"
    assert commune.former_names == "le boulve, fargues, saint matre, saux"
    assert commune.postal_code == "46800"
    assert commune.epci_name == "CC du Quercy Blanc"
    assert commune.town_hall_address == "2 place de la Mairie, 46800 Porte-du-Quercy"
    assert commune.get_absolute_url() == "/annuaire/?q=Porte-du-Quercy"


def test_second_load_updates_communes_and_keeps_local_decisions(db):
    load_communes()
    figeac, cahors = Territory.objects.get(slug="figeac"), Territory.objects.get(slug="cahors")
    Territory.objects.filter(pk=figeac.pk).update(name="Lot Est")
    Commune.objects.filter(name="Gramat").update(territory=cahors, population=1)

    load_communes()

    gramat = Commune.objects.get(name="Gramat")
    assert (gramat.territory, gramat.population > 1) == (cahors, True)
    assert Territory.objects.count() == 3
    assert Commune.objects.count() == 312


def test_names_are_loaded_with_typographic_apostrophes(db):
    load_communes()

    assert Commune.objects.get(search_name="puy l eveque").name == "Puy-l’Évêque"
    assert Commune.objects.filter(name__contains="'").exists() is False
