"""Words of the lexicon."""

import pytest

from search.language.corrections import is_french


@pytest.mark.parametrize("word", ["pilotage", "Imprimante", "évaluer", "réseau"])
def test_french_words_exist(word):
    assert is_french(word)


@pytest.mark.parametrize("word", ["resau", "imprimnate", "phishing", "", "mot\nde"])
def test_misspelt_and_foreign_words_do_not(word):
    assert not is_french(word)
