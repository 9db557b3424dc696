"""Names as people type them."""

import pytest

from reseau.texts.accent_folding import fold, words_to_find


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Saint-Céré", "saint cere"),
        ("L’Hospitalet", "l hospitalet"),
        ("Sœur  Œuvre", "soeur oeuvre"),
        ("", ""),
    ],
)
def test_folded_name_has_no_accent_hyphen_or_ligature(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("St-Céré,", ["saint", "cere"]),
        ("ste Alauzie", ["sainte", "alauzie"]),
        ("46500 Gramat", ["46500", "gramat"]),
        ("46 500 Gramat", ["46500", "gramat"]),
        ("  %_\x00!? ", ["_"]),
        ("a b c d e f g h i j", list("abcdefgh")),
    ],
)
def test_search_words_come_from_folded_names(query, words):
    assert words_to_find(query) == words
