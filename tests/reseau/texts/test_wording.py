"""French wording of days, durations and lists."""

import datetime

import pytest

from reseau.texts.wording import (
    counted,
    day_in_full,
    hours_in_words,
    initials,
    join_words,
    minutes_in_words,
    place_in_words,
    times_in_words,
)


@pytest.mark.parametrize(
    ("day", "pattern", "expected"),
    [
        (datetime.date(2026, 3, 12), "l j F Y", "jeudi 12 mars 2026"),
        (datetime.date(2026, 12, 1), "l j F Y", "mardi 1er décembre 2026"),
        (datetime.date(2026, 12, 1), "j F", "1er décembre"),
        (datetime.date(2026, 12, 11), "j F", "11 décembre"),
    ],
)
def test_day_is_shown_in_full(day, pattern, expected):
    assert day_in_full(day, pattern) == expected


def test_datetime_is_shown_as_its_day_in_paris():
    moment = datetime.datetime(2026, 11, 30, 23, 30, tzinfo=datetime.UTC)

    assert day_in_full(moment) == "mardi 1er décembre 2026"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(45, "45\u00a0min"), (65, "1\u00a0h\u00a005"), (90, "1\u00a0h\u00a030"), (120, "2\u00a0h")],
)
def test_duration_is_shown_in_hours(minutes, expected):
    assert minutes_in_words(minutes) == expected


@pytest.mark.parametrize(("words", "expected"), [(["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")])
def test_list_ends_with_and(words, expected):
    assert join_words(words) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 fois"), (1, "une fois"), (2, "deux fois"), (10, "dix fois"), (11, "11 fois")]
)
def test_small_counts_are_written_in_words(count, expected):
    assert times_in_words(count) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Jean-Marc Delpech", "J.-M. D."), ("Zoé de La Tour", "Z. D. L. T."), ("Élodie", "É."), ("", "")],
)
def test_initials_of_a_name(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("name", "commune", "address", "words"),
    [
        ("EPM de Gramat", "Gramat", "", "EPM de Gramat"),
        ("EPM du Montat", "Le Montat", "", "EPM du Montat"),
        ("EPM d’Espère", "Espère", "17 rue de Labarthe", "EPM d’Espère, 17 rue de Labarthe"),
        ("La Fabrique", "Gramat", "", "La Fabrique, Gramat"),
        ("La Fabrique", "Gramat", "2 rue Haute, 46500 Gramat", "La Fabrique, 2 rue Haute, 46500 Gramat"),
        ("EPM de Cahors", "Cahors", "1 place Chapou, 46000 Cahors", "EPM de Cahors, 1 place Chapou, 46000 Cahors"),
        ("Atelier Bionumérique", "Bio", "", "Atelier Bionumérique, Bio"),
    ],
)
def test_place_names_its_commune_once(name, commune, address, words):
    assert place_in_words(name, commune, address) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0\u00a0personne présente"),
        (1, "1\u00a0personne présente"),
        (2, "2\u00a0personnes présentes"),
    ],
)
def test_counted_words_take_the_plural_from_two_on(count, words):
    assert counted(count, "personne présente") == words


@pytest.mark.parametrize(("count", "words"), [(0, "0\u00a0lieu"), (1, "1\u00a0lieu"), (2, "2\u00a0lieux")])
def test_plural_without_s_is_given(count, words):
    assert counted(count, "lieu", "lieux") == words


def test_minutes_of_an_hour_are_shown_only_if_any():
    assert hours_in_words(datetime.time(9), datetime.time(12, 5)) == "9\u00a0h\u00a0–\u00a012\u00a0h\u00a005"
