"""Pages of a list whose rows come from a compiled query."""

import pytest
from django.core.paginator import Paginator
from django.db import models

from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.pages import CompiledList, counts_of
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return [EPMFactory(seats=seats) for seats in (4, 8, 12, 16, 20)]


def seated_from(least: int, start: int) -> models.QuerySet:
    return EPM.objects.filter(seats__gte=least).order_by("seats")[start : start + 2]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_page_has_its_rows_in_one_query(places, django_assert_num_queries, number):
    query = CompiledQuery(seated_from)
    listed = Paginator(CompiledList(query, 5, least=1), 2)

    with django_assert_num_queries(1):
        page = listed.get_page(number)

    assert list(page) == places[2 * number - 2 : 2 * number]
    assert query.is_compiled(least=1, start=4)


def test_counts_are_one_row_even_of_nothing(places):
    large = models.Count("pk", filter=models.Q(seats__gt=10))

    assert list(counts_of(EPM.objects.all(), large=large)) == [{"count": 5, "large": 3}]
    assert list(counts_of(EPM.objects.filter(seats__gt=99), large=large)) == [{"count": 0, "large": 0}]
