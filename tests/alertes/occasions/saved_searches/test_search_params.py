"""Parsing of the parameters of a search."""

import pytest
from django.http import QueryDict

from alertes.occasions.saved_searches.search_params import parse_search


@pytest.mark.parametrize(
    ("parameters", "search"),
    [
        ("q=photo", ("photo", {})),
        ("", ("", {})),
        ("q=++mot+de%0A+passe+", ("mot de passe", {})),
        ("q=pho%00to", ("pho to", {})),
        ("q=" + "a" * 201, ("a" * 200, {})),
        ("q=photo&kind=epm&kind=sheet&kind=ailleurs&page=2&x=1", ("photo", {"kind": frozenset({"epm", "sheet"})})),
        ("q=photo&year=2026", ("photo", {"year": frozenset({"2026"})})),
    ],
)
def test_words_and_filters_are_cleaned(parameters, search):
    assert parse_search(QueryDict(parameters)) == search
