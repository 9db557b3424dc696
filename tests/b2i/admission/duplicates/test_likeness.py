"""Tests of the comparison of two people."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from b2i.admission.duplicates.likeness import Identity, is_near, reasons, similar_identities, similar_pairs


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Jeanne", "Delpech"), ("JEANNE", "Delpéch"), ["même prénom et même nom"]),
        (("Marie-Thérèse", "Bru"), ("marie therese", "BRU"), ["même prénom et même nom"]),
        (("Jeanne", "Delpech"), ("Delpech", "Jeanne"), ["prénom et nom inversés"]),
        (("Jeanne", "Delpech"), ("Jeanne", "D."), ["même prénom et même initiale"]),
        (("Jeanne", "Delpech"), ("Jeanne", "Delpeche"), ["nom qui se ressemble"]),
        (("Jeanne", "Delpech"), ("Jeane", "Delpech"), ["nom qui se ressemble"]),
        (("Odette", ""), ("Odette", ""), ["même prénom, sans nom de famille"]),
        (("Jeanne", "Delpech", 1951), ("Jeanne", "Vayssières", 1951), ["même prénom et même année de naissance"]),
        (
            ("Jeanne", "Delpech", 1951),
            ("Jeanne", "Delpech", 1951),
            ["même prénom et même nom", "même année de naissance"],
        ),
        (
            ("Jeanne", "Delpech", 1951),
            ("Jeanne", "Delpech", 1984),
            ["même prénom et même nom, mais pas la même année de naissance"],
        ),
        (("Jeanne", "Delpech", 1951), ("Jeanne", "Delpeche", 1984), []),
        (("Jeanne", "Delpech"), ("Jeanne", "Vayssières"), []),
        (("Jeanne", "Delpech"), ("Rosalie", "Delpech"), []),
        (("Léa", "Bru"), ("Léo", "Bru"), []),
        (("Jeanne", ""), ("Jeanne", "Delpech"), []),
    ],
)
def test_names_and_years_give_reasons(one, other, expected):
    assert reasons(Identity(*one), Identity(*other)) == expected
    assert reasons(Identity(*other), Identity(*one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("delpech", "delpeche", True),
        ("delpech", "elpech", True),
        ("delpech", "delbech", True),
        ("delpech", "deplech", True),
        ("delpech", "dleepch", False),
        ("delpech", "delpechon", False),
        ("bru", "brun", False),
    ],
)
def test_one_letter_apart_is_near(one, other, near):
    assert is_near(one, other) is is_near(other, one) is near


@given(st.text("abcd", min_size=4, max_size=8), st.data())
def test_removed_or_changed_letter_is_near(name, data):
    rank = data.draw(st.integers(0, len(name) - 1))
    assert is_near(name, name[:rank] + "z" + name[rank + 1 :])
    assert is_near(name, name[:rank] + "z" + name[rank:])


def test_each_pair_is_listed_once():
    jeanne, duplicate, rosalie = (
        Identity("Jeanne", "Delpech"),
        Identity("Jeanne", "Delpeche"),
        Identity("Rosalie", "Bru"),
    )
    assert similar_pairs([jeanne, rosalie, duplicate]) == [(jeanne, duplicate, ["nom qui se ressemble"])]
    assert similar_identities(jeanne, [rosalie, duplicate]) == [(duplicate, ["nom qui se ressemble"])]
