"""Search of communes."""

import pytest

from reseau.places.models.commune import Commune
from tests.factories.reseau import CommuneFactory


@pytest.fixture
def communes(figeac):
    for name, population, former in [
        ("Cahors", 20000, ""),
        ("Saint-Céré", 3500, ""),
        ("Saint-Céré-le-Vieux", 9000, ""),
        ("Porte-du-Quercy", 600, "le boulve, fargues"),
    ]:
        CommuneFactory(
            name=name, population=population, former_names=former, territory=figeac, postal_codes="46800 46090"
        )


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("cahors", "Cahors"),
        ("St Cere", "Saint-Céré"),
        ("fargues", "Porte-du-Quercy"),
        ("46800 porte", "Porte-du-Quercy"),
        ("46090", "Cahors"),
    ],
)
def test_best_match_is_the_named_commune(communes, query, name):
    assert Commune.objects.best_match(query).name == name


@pytest.mark.parametrize("query", ["", " ! ", "paris", "6090"])
def test_best_match_is_none_without_a_named_commune(communes, query):
    assert Commune.objects.best_match(query) is None
