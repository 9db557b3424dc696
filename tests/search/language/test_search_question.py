"""Parsing of questions."""

import pytest

from search.language.search_question import MAX_UNITS, SYNONYM_WEIGHT, expression_key, parse_question, replace_words

# An excluded word, in the singular and the plural.
GAME = [[["jeu"], ["jeus"], ["jeux"]]]
MAIL = (("mail", "courriel", "e-mail", "courrier électronique"),)


def variants(units) -> list[list[list[str]]]:
    return [[[word.exact for word in variant.words] for variant in unit.variants] for unit in units]


def variants_of(text: str, synonyms=()) -> list[list[list[str]]]:
    return variants(parse_question(text, synonyms).included)


def test_stop_words_are_left_out():
    assert variants_of("le mot de passe") == [[["mot"]], [["passe"]]]


def test_stop_words_alone_are_searched():
    assert variants_of("la où est-ce") == [[["la"]], [["ou"]], [["est", "ce"]]]


def test_compound_may_be_found_whole():
    assert variants_of("rendez-vous") == [[["rendez"], ["rendezvous"]]]
    assert variants_of("wi-fi") == [[["wi", "fi"], ["wifi"]]]


def test_long_words_are_left_out_and_units_are_limited():
    assert variants_of("a" * 61) == []
    assert [len(unit) for unit in variants_of("-".join(["abcdefg"] * 20))] == [1]
    assert len(variants_of(" ".join(f"mot{number}" for number in range(100)))) == MAX_UNITS


@pytest.mark.parametrize("text", ['"mot de passe"', "« mot de passe »", "“mot de passe”", 'x "mot de passe" x'])
def test_quotes_make_a_phrase_with_its_distances(text):
    (phrase,) = [unit.variants[0] for unit in parse_question(text).included if unit.variants[0].is_phrase]
    assert [(word.exact, word.position) for word in phrase.words] == [("mot", 0), ("de", 1), ("passe", 2)]
    assert [word.exact for word in phrase.content_words] == ["mot", "passe"]
    assert phrase.is_literal


@pytest.mark.parametrize("text", ['mot "passe', "mot « passe", 'mot "" passe', '"à la" mot, passe'])
def test_empty_quotes_are_no_phrase(text):
    assert variants_of(text) == [[["mot"]], [["passe"]]]


@pytest.mark.parametrize(
    ("text", "included", "excluded"),
    [
        ("tablette -jeu", [[["tablette"]]], GAME),
        ("tablette \u2212jeu", [[["tablette"]]], GAME),
        ('-"mot de passe" compte', [[["compte"]]], [[["mot", "de", "passe"]]]),
        ("tablette - jeu", [[["tablette"]], [["jeu"]]], []),
        ("rendez-vous", [[["rendez"], ["rendezvous"]]], []),
        ("tablette -le", [[["tablette"]]], []),
        ("-jeu", [], GAME),
    ],
)
def test_hyphen_before_a_word_excludes_it(text, included, excluded):
    question = parse_question(text)
    assert (variants(question.included), variants(question.excluded)) == (included, excluded)


def test_synonyms_are_other_ways_of_less_weight():
    (unit,) = parse_question("mails", MAIL).included
    assert [
        ([word.exact for word in variant.words], variant.is_phrase, variant.weight) for variant in unit.variants
    ] == [
        (["mails"], False, 1.0),
        (["courriel"], False, SYNONYM_WEIGHT),
        (["e", "mail"], False, SYNONYM_WEIGHT),
        (["email"], False, SYNONYM_WEIGHT),
        (["courrier", "electronique"], True, SYNONYM_WEIGHT),
    ]


def test_synonyms_of_an_expression_do_not_apply_to_its_single_words():
    assert variants_of("un courrier électronique", MAIL)[0][1:] == [["mail"], ["courriel"], ["e", "mail"], ["email"]]
    assert variants_of("un courrier, recommandé", MAIL) == [[["courrier"]], [["recommande"]]]


def test_longest_expression_wins():
    sets = (("clé", "clef"), ("clé usb", "mémoire"))
    assert variants_of("clé usb", sets) == [[["cle", "usb"], ["memoire"]]]


def test_quoted_and_excluded_words_have_no_synonyms():
    question = parse_question('"mail" -courriel', MAIL)
    assert (variants(question.included), variants(question.excluded)) == (
        [[["mail"]]],
        [[["courriel"], ["courriels"], ["courrielx"]]],
    )


def test_two_sets_with_one_expression_are_merged():
    assert variants_of("pc", (("pc", "ordinateur"), ("pc", "poste"))) == [[["pc"], ["ordinateur"], ["poste"]]]


@pytest.mark.parametrize(
    ("expression", "other_expression"), [("clés USB", "clef usb"), ("Les tablettes", "tablette"), ("e-mail", "EMAIL")]
)
def test_same_expression_has_one_key(expression, other_expression):
    assert expression_key(expression) == expression_key(other_expression)


def test_stop_words_are_no_expression():
    assert expression_key("de la") == ()


def test_words_are_replaced_in_place():
    text = "L’imprimnate et l’ordinatuer"
    first, second = (unit.single_word for unit in parse_question(text).included)
    assert replace_words(text, {first: "imprimante", second: "ordinateur"}) == "L’imprimante et l’ordinateur"


def test_compound_and_quoted_words_are_no_single_word():
    assert [unit.single_word for unit in parse_question('wi-fi "souris"').included] == [None, None]


def test_words_side_by_side_are_also_found_as_one():
    assert variants_of("un smart phone neuf") == [
        [["smart"], ["smartphone"]],
        [["phone"], ["smartphone"], ["phoneneuf"]],
        [["neuf"], ["phoneneuf"]],
    ]
    assert variants_of("smart, phone") == [[["smart"]], [["phone"]]]
    assert variants_of("mot de passe") == [[["mot"]], [["passe"]]]


def test_code_is_found_with_or_without_its_dot():
    assert variants_of("D4.3") == variants_of("d4-3") == [[["d4", "3"], ["d43"]]]
    assert variants_of("d43") == [[["d43"]]]


def test_words_by_which_one_asks_are_needed_by_nobody():
    question = parse_question("qui peut m’aider pour trouver un scanner ?")
    assert [unit.single_word.exact for unit in question.telling] == ["scanner"]
    assert [unit.single_word.exact for unit in question.weak] == ["aider", "trouver"]
    assert (question.needed, question.asking_less().needed) == (1, 1)
    assert [unit.single_word.exact for unit in parse_question("aider trouver").telling] == ["aider", "trouver"]


@pytest.mark.parametrize(("count", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (9, 6)])
def test_two_thirds_of_the_words_are_nearly_an_answer(count, needed):
    question = parse_question(" ".join(f"mot{number}" for number in range(count)))
    assert (question.needed, question.asking_less().needed, question.asking_least().needed) == (count, needed, 1)


def test_words_that_would_be_too_long_together_are_found_apart_alone():
    assert variants_of(f"tablette {'e' * 60}") == [[["tablette"]], [["e" * 60]]]
