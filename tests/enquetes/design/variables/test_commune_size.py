"""Sizes of communes: the same bracket in Python and in a query, and crossed as any variable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.design.variables.commune_size import BRACKETS, STEPS, bracket_of
from enquetes.design.variables.variable import variable_of
from enquetes.findings.crossing.cross_table import TOTAL, cross
from enquetes.findings.crossing.populations import population_of
from reseau.places.models.commune import Commune
from tests.factories.enquetes import store_answers
from tests.factories.reseau import CommuneFactory


@given(st.integers(0, 2_000_000))
def test_bracket_begins_at_its_step_and_ends_before_the_next(inhabitants):
    lowest, highest = (0, *STEPS), (*STEPS, 10**9)

    key = bracket_of(inhabitants)

    assert lowest[key] <= inhabitants < highest[key]
    assert len(BRACKETS) == len(STEPS) + 1


@pytest.mark.django_db
@pytest.mark.parametrize("inhabitants", sorted({0, *STEPS, *(step - 1 for step in STEPS), 500_000}))
def test_query_sorts_as_python_does(inhabitants):
    commune = CommuneFactory(population=inhabitants)

    found = Commune.objects.filter(pk=commune.pk).values_list("population__size_bracket", flat=True).get()

    assert found == bracket_of(inhabitants)
    assert Commune.objects.filter(pk=commune.pk, population__size_bracket__in=frozenset({found})).exists()


@pytest.mark.django_db
def test_sizes_are_crossed_with_a_question(version, outline):
    small, large = CommuneFactory(population=300), CommuneFactory(population=20_000)
    store_answers(
        version,
        [{"sexe": "femme", "commune": small.pk}] * 7
        + [{"sexe": "homme", "commune": small.pk}] * 6
        + [{"sexe": "femme", "commune": large.pk}] * 8
        + [{"sexe": "homme", "commune": large.pk}] * 9,
    )
    sizes, sex = variable_of(outline, "commune.taille"), variable_of(outline, "sexe")

    table = cross(sizes, sex, population_of(version))

    women, men = (category.key for category in sex.categories)
    assert sizes.wording == "Votre commune (taille de la commune)"
    assert [table.cells[0, women].count, table.cells[0, men].count] == [7, 6]
    assert [table.cells[3, women].count, table.cells[3, men].count] == [8, 9]
    assert table.cells[TOTAL, TOTAL].count == 30
