"""French wording of the thanks."""

import pytest

from ressources.library.readers.wording import named_members, thanks_in_words


@pytest.mark.parametrize(
    ("count", "is_mine", "words"),
    [
        (0, False, ""),
        (1, False, "Une personne a dit merci."),
        (3, False, "3\u00a0personnes ont dit merci."),
        (1, True, "Vous avez dit merci."),
        (2, True, "Vous et une autre personne avez dit merci."),
        (4, True, "Vous et 3\u00a0autres personnes avez dit merci."),
    ],
)
def test_thanks_are_counted_in_words(count, is_mine, words):
    assert thanks_in_words(count, is_mine=is_mine) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Ali"], "Ali"),
        (["Ali", "Léa"], "Ali et Léa"),
        (["Ali", "Léa", "Zoé"], "Ali, Léa et une autre personne"),
        (["Ali", "Léa", "Zoé", "Éva"], "Ali, Léa et 2\u00a0autres personnes"),
    ],
)
def test_two_names_are_shown_and_the_others_counted(names, words):
    assert named_members(names) == words
