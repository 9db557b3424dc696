"""The kind of thing among the words of a search."""

import pytest

from search.questions.criteria import read_criteria


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("fiche tableur", "Fiches d’atelier", "tableur"),
        ("une fiche d’atelier tableur", "Fiches d’atelier", "tableur"),
        ("formations photo", "Formations", "photo"),
        ("sujets du forum imprimante", "Sujets de forum", "imprimante"),
        ("récit de projet fablab", "Récits de projet", "fablab"),
    ],
)
def test_kind_is_read(text, label, words):
    found = read_criteria(text)
    assert ([one.label for one in found.criteria], found.words) == ([label], words)


@pytest.mark.parametrize("text", ["formateur", "fichier", "atelier tableur", '"fiche" tableur'])
def test_other_words_are_left(text):
    assert read_criteria(text).criteria == ()
