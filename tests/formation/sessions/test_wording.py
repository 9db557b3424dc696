"""French wording of the training year."""

import pytest

from formation.sessions import wording


@pytest.mark.parametrize(
    ("places_left", "words"),
    [(2, "Il reste 2\u00a0places"), (1, "Il reste 1\u00a0place"), (0, "Complet\u00a0: liste d’attente")],
)
def test_places_left_are_in_words(places_left, words):
    assert wording.places_in_words(places_left) == words


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "vous êtes en tête de la liste d’attente"), (2, "vous êtes 2ᵉ sur la liste d’attente")],
)
def test_rank_is_in_words(rank, words):
    assert wording.rank_in_words(rank) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1\u00a0demi-journée"), (3, "3\u00a0demi-journées")])
def test_half_days_agree_with_their_number(count, words):
    assert wording.half_days_in_words(count) == words


def test_place_not_named_epm_is_quoted():
    assert wording.place_with_article("La Fabrique") == "«\u00a0La Fabrique\u00a0»"
