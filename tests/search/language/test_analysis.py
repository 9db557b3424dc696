"""Words of French text."""

import pytest

from search.language.analysis import fold, number_forms, simple_words, words


def exact_and_place(text: str) -> list[tuple[str, int, str]]:
    return [(word.exact, word.position, text[word.start : word.end]) for word in words(text)]


def test_words_keep_their_place_in_the_text():
    assert exact_and_place("Aujourd’hui, l’Œuvre !") == [
        ("aujourdhui", 0, "Aujourd’hui"),
        ("l", 1, "l"),
        ("oeuvre", 2, "Œuvre"),
    ]


def test_compound_gives_its_parts_then_the_whole_at_the_first_position():
    assert exact_and_place("le Wi-Fi ici") == [
        ("le", 0, "le"),
        ("wi", 1, "Wi"),
        ("fi", 2, "Fi"),
        ("wifi", 1, "Wi-Fi"),
        ("ici", 3, "ici"),
    ]


def test_simple_words_exclude_compounds():
    assert [word.exact for word in simple_words("le Wi-Fi ici")] == ["le", "wi", "fi", "ici"]


def test_word_with_accents_has_two_stems():
    (word,) = words("animée")
    assert word.terms == ("anim", "anime")


def test_stop_word_has_no_stem():
    assert [word.terms for word in words("les Où à")] == [(), (), ()]


def test_combining_accents_make_the_same_word():
    (decomposed,), (composed,) = words("e\u0301cole"), words("école")
    assert (decomposed.exact, decomposed.terms, decomposed.end) == (composed.exact, composed.terms, 6)


def test_long_words_are_left_out():
    assert list(words("a" * 61)) == []


@pytest.mark.parametrize(("text", "expected"), [("ŒUVRE", "oeuvre"), ("Lætitia", "laetitia"), ("Straße", "strasse")])
def test_fold_removes_accents_and_ligatures(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("form", "other_form"), [("jeu", "jeux"), ("tablettes", "tablette"), ("local", "locaux"), ("journaux", "journal")]
)
def test_singular_and_plural_are_forms_of_each_other(form, other_form):
    assert other_form in number_forms(form)
    assert number_forms(form)[0] == form


def test_short_word_has_no_singular():
    assert "bu" not in number_forms("bus")
