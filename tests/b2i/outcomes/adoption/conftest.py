"""A file of a new version: the framework in use, under another name."""

import json

import pytest

from b2i.outcomes.adoption.version_file import NO_EQUIVALENT
from b2i.outcomes.adoption.version_template import version_template


@pytest.fixture
def tree(b2i_adultes) -> dict:
    """D1.1 reworded, D1.2 split in two, D1.3 and D1.4 merged, D2.1 without equivalent, D2.9 new."""
    tree = version_template(b2i_adultes) | {
        "identifiant": "b2i-adultes-2027",
        "titre": "B2i Adultes 2027",
        "version": "annexe d’un arrêté d’essai",
        "source": "Essai",
        "origine_correspondances": "Comparé pour un essai",
    }
    first, citizen = tree["domaines"][0]["competences"], tree["domaines"][1]["competences"]
    first[0]["libelle_affichage"] = "Nommer ce qui compose un poste"
    first[3] = {"code": "D1.9", "libelle_affichage": "Ranger hors de son poste"}
    citizen[0] = {"code": "D2.9", "libelle_affichage": "Parler à un assistant"}
    tree["correspondances"] |= {
        "D1.2": {"D1.2": "part", "D1.9": "part"},
        "D1.3": {"D1.3": "broader"},
        "D1.4": {"D1.3": "broader"},
        "D2.1": NO_EQUIVALENT,
    }
    return tree


@pytest.fixture
def as_file():
    def write(tree: dict) -> bytes:
        return json.dumps(tree, ensure_ascii=False).encode()

    return write
