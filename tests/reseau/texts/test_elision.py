"""Elision and articles before names."""

import pytest

from reseau.texts.elision import elides, of, of_place, the_place, to_place


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Agnès Delpech", "d’Agnès Delpech"),
        ("Bruno Puech", "de Bruno Puech"),
        ("Élodie", "d’Élodie"),
        ("Œdipe", "d’Œdipe"),
        ("Île", "d’Île"),
        ("aïcha@example.org", "d’aïcha@example.org"),
        ("Hélène", "d’Hélène"),
        ("Henri", "d’Henri"),
        ("Hortense", "d’Hortense"),
        ("Hassan", "de Hassan"),
        ("Houria", "de Houria"),
        ("Hakim", "de Hakim"),
        ("Heidi", "de Heidi"),
        ("Yannick", "de Yannick"),
        ("Yolande", "de Yolande"),
        ("Youssef", "de Youssef"),
        ("Yves", "d’Yves"),
        ("Yvonne", "d’Yvonne"),
        ("Yvette", "d’Yvette"),
        ("Le Goff", "de Le Goff"),
        ("un ancien membre", "d’un ancien membre"),
        ("l’animatrice", "de l’animatrice"),
        ("8 personnes", "de 8 personnes"),
        ("« Acheter en ligne »", "de « Acheter en ligne »"),
    ],
)
def test_person_name_elides_before_a_vowel(name, expected):
    assert of(name) == expected


@pytest.mark.parametrize(
    ("name", "with_article", "of_the", "to_the"),
    [
        ("EPM de Cahors", "l’EPM de Cahors", "de l’EPM de Cahors", "à l’EPM de Cahors"),
        ("EPM", "l’EPM", "de l’EPM", "à l’EPM"),
        ("Espace Clément-Marot", "l’Espace Clément-Marot", "de l’Espace Clément-Marot", "à l’Espace Clément-Marot"),
        ("École d’Albas", "l’École d’Albas", "de l’École d’Albas", "à l’École d’Albas"),
        (
            "Médiathèque d’Albas",
            "la Médiathèque d’Albas",
            "de la Médiathèque d’Albas",
            "à la Médiathèque d’Albas",
        ),
        ("Cyber-base", "la Cyber-base", "de la Cyber-base", "à la Cyber-base"),
        ("MJC de Prayssac", "la MJC de Prayssac", "de la MJC de Prayssac", "à la MJC de Prayssac"),
        ("Centre social", "le Centre social", "du Centre social", "au Centre social"),
        ("Tiers-lieu du Lot", "le Tiers-lieu du Lot", "du Tiers-lieu du Lot", "au Tiers-lieu du Lot"),
        ("Gramat", "Gramat", "de Gramat", "à Gramat"),
        ("Assier", "Assier", "d’Assier", "à Assier"),
        ("Hyères", "Hyères", "d’Hyères", "à Hyères"),
        ("Le Vigan", "Le Vigan", "du Vigan", "au Vigan"),
        ("Les Arques", "Les Arques", "des Arques", "aux Arques"),
        ("La Fabrique", "La Fabrique", "de La Fabrique", "à La Fabrique"),
        ("L’Hospitalet", "L’Hospitalet", "de L’Hospitalet", "à L’Hospitalet"),
        ("Lherm", "Lherm", "de Lherm", "à Lherm"),
        ("Tout près", "Tout près", "de Tout près", "à Tout près"),
    ],
)
def test_place_takes_the_article_of_its_noun(name, with_article, of_the, to_the):
    assert (the_place(name), of_place(name), to_place(name)) == (with_article, of_the, to_the)


def test_words_elide_unless_their_h_is_aspirated():
    words = ["horaire", "haricot", "hauteur", "hameau", "hameçonnage", "œuvre", "yeux", "yaourt", "souris", ""]

    assert [word for word in words if elides(word)] == ["horaire", "hameçonnage", "œuvre", "yeux"]
