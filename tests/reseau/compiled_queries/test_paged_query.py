"""Lists whose first page and number of rows come from compiled queries: what a paginator gets is what it asks for."""

import pytest
from django.core.paginator import Paginator

from reseau.compiled_queries.paged_query import PagedQuery
from reseau.compiled_queries.row_counts import counted
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


def test_paginator_gets_rows_and_number_of_each_page():
    names = [f"Lieu {rank}" for rank in range(5)]
    for name in names:
        EPMFactory(name=name, seats=9)
    EPMFactory(name="Petit lieu", seats=2)
    query = PagedQuery(lambda least: EPM.objects.filter(seats__gte=least).order_by("search_name"), size=2)
    paginator = Paginator(query.of(least=5), 2)
    assert paginator.count == 5
    assert [[epm.name for epm in paginator.page(number)] for number in (1, 2, 3)] == [names[:2], names[2:4], names[4:]]


def test_first_page_of_few_rows_is_short():
    EPMFactory(seats=9)
    query = PagedQuery(lambda least: EPM.objects.filter(seats__gte=least), size=20)
    assert len(Paginator(query.of(least=5), 20).page(1)) == 1


def test_rows_are_counted_without_any():
    assert list(counted(EPM.objects.filter(seats__gte=5).select_related("commune"))) == [0]
