"""Tags as people type them, and what no tag may be."""

import pytest
from django.core.exceptions import ValidationError

from reseau.texts.tags.names import check_tags


def test_a_few_short_words_pass():
    assert check_tags(["courriel", "C++", "a" * 60], most=3) is None


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        (["a", "b", "c"], "Gardez 2 mots-clés au plus\u00a0: il y en a 3."),
        (["a" * 61], f"Un mot-clé a 60 lettres au plus\u00a0: raccourcissez «\u00a0{'a' * 60}…\u00a0»."),
        (["a", "+++"], "Un mot-clé a au moins une lettre ou un chiffre\u00a0: remplacez «\u00a0+++\u00a0»."),
    ],
)
def test_others_are_refused_in_words(names, refusal):
    with pytest.raises(ValidationError) as error:
        check_tags(names, most=2)

    assert error.value.messages == [refusal]
