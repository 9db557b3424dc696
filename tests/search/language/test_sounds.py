"""Sounds of French words."""

import pytest

from search.language.sounds import sound_of


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("gramma", "Gramat"),
        ("fijac", "Figeac"),
        ("casal", "Cazals"),
        ("quersi", "Quercy"),
        ("capdenak", "Capdenac"),
        ("gourdont", "Gourdon"),
        ("telefone", "téléphone"),
        ("ordinater", "ordinateur"),
        ("courier", "courrier"),
        ("traje", "trajet"),
        ("livr", "livre"),
        ("fransois", "François"),
        ("acsès", "accès"),
        ("inpot", "impôts"),
        ("robé", "Robert"),
    ],
)
def test_words_that_sound_alike_have_one_key(heard, written):
    assert sound_of(heard) == sound_of(written) != ""


@pytest.mark.parametrize(
    ("first", "second"), [("Gramat", "Gourdon"), ("souris", "sourire"), ("lettre", "livre"), ("cadre", "chambre")]
)
def test_words_that_sound_apart_have_two_keys(first, second):
    assert sound_of(first) != sound_of(second)


@pytest.mark.parametrize("word", ["", "b2i", "à", "le", "4g", "ﷻ", "привет"])
def test_short_words_and_codes_have_no_key(word):
    assert sound_of(word) == ""
