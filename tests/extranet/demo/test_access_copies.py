"""What the access copy of every learner of the demo says: sentences, for somebody who knows nothing of the site."""

import re

import pytest

from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights.data_sentences import data_themes
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

FAULTS = {
    "valeur du programme": re.compile(r"\b(?:None|True|False)\b|<\w+|object \(\d+\)"),
    "nom de champ": re.compile(r"\b[a-z]+_[a-z_]+\b"),
    "date pour machines": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "adresse de l’administration": re.compile(r"/admin/"),
    "blanc en trop": re.compile(r"[ \u00a0]{2,}| [,.]|\( |\( ?\)"),
    "point en trop": re.compile(r"(?<!\.)\.\.(?!\.)|[?!…]\."),
    "guillemets dans des guillemets": re.compile(r"«[^»]*«"),
    "guillemets vides": re.compile(r"«\s*»"),
    "code d’une compétence": re.compile(r"\bD\d\.\d\b"),
}
EACH_ONE_BAD = [
    "Lue\u00a0: None.", "Champ last_login.", "Le 2026-12-03.", "/admin/pages/", "Deux  blancs.", "Agnès D.. Puis.",
    "«\u00a0A créé «\u00a0Impôts\u00a0»\u00a0»", "Il disait\u00a0: «\u00a0\u00a0».", "D1.1 Utiliser.",
]  # fmt: skip


def faults_of(words: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if pattern.search(words)]


def test_each_fault_is_found():
    assert {name for words in EACH_ONE_BAD for name in faults_of(words)} == set(FAULTS)
    assert faults_of("Vous avez dit le 3 mars 2026\u00a0: «\u00a0J’y arrive “presque” seule\u00a0».") == []


@pytest.mark.night("Two hundred copies of some forty queries each; by day each sentence has its own test.")
def test_copies_of_all_learners_are_plain_sentences(demo):
    found = {}
    for learner in Learner.objects.select_related("member").order_by("pk"):
        for theme in data_themes(learner):
            for words in theme.sentences:
                for fault in faults_of(words):
                    found.setdefault((fault, theme.title), f"{fault}\u00a0: {theme.title}\u00a0: {words}")
    complain(sorted(found.values()), "The access copy of a learner says what a person cannot read:")
