"""French by rules: words that rules often get wrong."""

from random import Random

import pytest

from bench.french.inflection import IL, ILS, JE, NOUS, VOUS, feminine, first_group, phrase_plural, plural, second_group
from bench.french.sentences import Writer, of, that
from bench.french.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("souris", "souris"),
        ("journal", "journaux"),
        ("festival", "festivals"),
        ("travail", "travaux"),
        ("écran", "écrans"),
        ("tableau", "tableaux"),
        ("genou", "genoux"),
        ("écrou", "écrous"),
        ("pneu", "pneus"),
        ("œil", "yeux"),
    ],
)
def test_plurals_are_correct(singular, expected):
    assert plural(singular) == expected


def test_plurals_of_phrases_are_correct():
    assert phrase_plural(["salle", "des", "fêtes"]) == ["salles", "des", "fêtes"]
    assert phrase_plural(["carte", "d’identité"]) == ["cartes", "d’identité"]
    assert phrase_plural(["pièce", "jointe"]) == ["pièces", "jointes"]


@pytest.mark.parametrize(
    ("masculine", "expected"),
    [
        ("léger", "légère"),
        ("heureux", "heureuse"),
        ("actif", "active"),
        ("ancien", "ancienne"),
        ("bon", "bonne"),
        ("gentil", "gentille"),
        ("discret", "discrète"),
        ("public", "publique"),
        ("facile", "facile"),
        ("mineur", "mineure"),
    ],
)
def test_feminines_are_correct(masculine, expected):
    assert feminine(masculine) == expected


@pytest.mark.parametrize(
    ("infinitive", "present", "future", "imperfect"),
    [
        ("appeler", "appelle", "appellera", "appelait"),
        ("acheter", "achète", "achètera", "achetait"),
        ("nettoyer", "nettoie", "nettoiera", "nettoyait"),
        ("envoyer", "envoie", "enverra", "envoyait"),
        ("préférer", "préfère", "préférera", "préférait"),
        ("intégrer", "intègre", "intégrera", "intégrait"),
        ("manger", "mange", "mangera", "mangeait"),
        ("commencer", "commence", "commencera", "commençait"),
        ("créer", "crée", "créera", "créait"),
        ("chercher", "cherche", "cherchera", "cherchait"),
    ],
)
def test_first_group_is_conjugated(infinitive, present, future, imperfect):
    verb = first_group(infinitive)
    assert (verb.present[JE], verb.future[IL], verb.imperfect[IL]) == (present, future, imperfect)


def test_second_group_and_irregular_verbs_are_conjugated():
    finish = second_group("finir")
    assert (finish.present[NOUS], finish.subjunctive[ILS], finish.gerund) == ("finissons", "finissent", "finissant")
    be, make, owe = (find(infinitive) for infinitive in ("être", "faire", "devoir"))
    assert (be.imperfect[IL], be.subjunctive[VOUS], be.future[JE]) == ("était", "soyez", "serai")
    assert (make.present[VOUS], make.subjunctive[JE], make.conditional[IL]) == ("faites", "fasse", "ferait")
    assert owe.participle == ("dû", "due", "dus", "dues")


def find(infinitive: str):
    return next(verb for verb in vocabulary().verbs if verb.infinitive == infinitive)


def test_articles_contract_with_prepositions():
    assert [of("le clavier"), of("les clés"), of("un écran"), of("la souris")] == [
        "du clavier",
        "des clés",
        "d’un écran",
        "de la souris",
    ]
    assert [that("il"), that("le hibou")] == ["qu’il", "que le hibou"]


def test_writer_writes_about_the_requested_length():
    writer = Writer("jeu", Random(1), ["Figeac"])  # noqa: S311 - drawn the same each time
    words = writer.text(200).split()
    assert 200 <= len(words) <= 240


def test_articles_elide_before_a_vowel():
    writer = Writer("école", Random(2), ["Figeac"])  # noqa: S311 - drawn the same each time
    text = f" {writer.text(20_000).lower()} "
    assert [
        slip for slip in (" le élève", " la école", " de le ", " de les ", " à le ", " que il ") if slip in text
    ] == []
