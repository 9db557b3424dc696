"""Records of the fictitious places are written as their teams would write them."""

import random

import pytest

from extranet.demo.network.place_records import complete_records
from reseau.enums import EPMKind
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM


@pytest.mark.parametrize(
    ("commune", "host"),
    [("Albas", "Commune d’Albas"), ("Le Vigan", "Commune du Vigan"), ("Cahors", "Commune de Cahors")],
)
def test_host_of_a_place_elides(commune, host):
    epm = EPM(name=f"EPM de {commune}", kind=EPMKind.CYBERBASE, opening_hours="", commune=Commune(name=commune))
    complete_records([epm], random.Random(46))  # noqa: S311 - a repeatable draw

    assert epm.host_name == host
