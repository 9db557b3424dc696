"""Lists whose first page and number of rows come from compiled queries: what a paginator gets is what it asks for."""

import pytest
from django.core.paginator import Paginator
from django.db.models import Count, Q

from reseau.places.models.epm import EPM
from reseau.web.queries.paged_query import PagedQuery
from reseau.web.queries.row_counts import counted, counted_by_name
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


def test_paginator_gets_rows_and_number_of_each_page():
    names = [f"Lieu {rank}" for rank in range(5)]
    for name in names:
        EPMFactory(name=name, latitude=9)
    EPMFactory(name="Petit lieu", latitude=2)
    query = PagedQuery(lambda least: EPM.objects.filter(latitude__gte=least).order_by("search_name"), size=2)
    for count in (None, 5):
        paginator = Paginator(query.of(count=count, least=5.0), 2)
        pages = [[epm.name for epm in paginator.page(number)] for number in (1, 2, 3)]
        assert (paginator.count, pages) == (5, [names[:2], names[2:4], names[4:]])
    assert query.page.is_compiled(least=5.0, start=4)


def test_first_page_of_few_rows_is_short():
    EPMFactory(latitude=9)
    query = PagedQuery(lambda least: EPM.objects.filter(latitude__gte=least), size=20)
    assert len(Paginator(query.of(least=5.0), 20).page(1)) == 1


def test_number_of_rows_may_come_from_a_lighter_list(django_assert_num_queries):
    EPMFactory.create_batch(3, latitude=9)
    query = PagedQuery(
        lambda least: EPM.objects.none(), size=20, whole=lambda least: EPM.objects.filter(latitude__gte=least)
    )
    with django_assert_num_queries(1):
        assert Paginator(query.of(least=5.0), 20).count == 3


def test_known_number_is_not_asked(django_assert_num_queries):
    query = PagedQuery(lambda least: EPM.objects.filter(latitude__gte=least), size=20)
    with django_assert_num_queries(0):
        assert Paginator(query.of(count=7, least=5.0), 20).count == 7


def test_several_numbers_are_one_row_even_of_nothing():
    EPMFactory(latitude=9)
    large = Count("pk", filter=Q(seats__gt=10))
    assert list(counted_by_name(EPM.objects.all(), all=Count("pk"), large=large)) == [{"all": 1, "large": 0}]
    assert list(counted_by_name(EPM.objects.filter(seats__gt=99), large=large)) == [{"large": 0}]


def test_rows_are_counted_without_any():
    assert list(counted(EPM.objects.filter(latitude__gte=5).select_related("commune"))) == [0]
