"""Words and units of French text."""

import pytest

from search.analysis import MAX_UNITS, fold, simple_words, units, words


def exact_and_place(text: str) -> list[tuple[str, int, str]]:
    return [(word.exact, word.position, text[word.start : word.end]) for word in words(text)]


def ways(text: str) -> list[list[list[str]]]:
    return [[[word.exact for word in way] for way in unit.ways] for unit in units(text)]


def test_words_keep_their_place_in_the_text():
    assert exact_and_place("Aujourd’hui, l’Œuvre !") == [
        ("aujourdhui", 0, "Aujourd’hui"),
        ("l", 1, "l"),
        ("oeuvre", 2, "Œuvre"),
    ]


def test_compound_gives_its_parts_and_the_whole_at_the_first_place():
    assert exact_and_place("le Wi-Fi ici") == [
        ("le", 0, "le"),
        ("wi", 1, "Wi"),
        ("fi", 2, "Fi"),
        ("wifi", 1, "Wi-Fi"),
        ("ici", 3, "ici"),
    ]


def test_simple_words_leave_compounds_out():
    assert [word.exact for word in simple_words("le Wi-Fi ici")] == ["le", "wi", "fi", "ici"]


def test_word_with_accents_has_two_stems():
    (word,) = words("animée")
    assert word.terms == ("anim", "anime")


def test_stop_word_has_no_stem():
    assert [word.terms for word in words("les Où à")] == [(), (), ()]


def test_combining_accents_are_the_same_word():
    (written,), (typed,) = words("e\u0301cole"), words("école")
    assert (written.exact, written.terms, written.end) == (typed.exact, typed.terms, 6)


def test_units_leave_stop_words_out():
    assert ways("le mot de passe") == [[["mot"]], [["passe"]]]


def test_units_of_stop_words_alone_are_these():
    assert ways("la où est-ce") == [[["la"]], [["ou"]], [["est", "ce"]]]


def test_compound_may_be_found_whole():
    assert ways("rendez-vous") == [[["rendez"], ["rendezvous"]]]
    assert ways("wi-fi") == [[["wi", "fi"], ["wifi"]]]


def test_long_words_are_left_out_and_units_are_limited():
    assert ways("a" * 61) == []
    assert [len(way) for way in ways("-".join(["abcdefg"] * 20))] == [1]
    assert len(units(" ".join(f"mot{number}" for number in range(100)))) == MAX_UNITS


@pytest.mark.parametrize(("text", "folded"), [("ŒUVRE", "oeuvre"), ("Lætitia", "laetitia"), ("Straße", "strasse")])
def test_fold_takes_accents_and_ligatures_off(text, folded):
    assert fold(text) == folded
