"""Rows kept on their owners, and keys in few lengths."""

import pytest
from django.db.models import prefetch_related_objects

from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.web.queries.related_rows import few_lengths, keep_rows
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db


def test_kept_rows_are_those_of_a_prefetch_and_cost_no_query(django_assert_num_queries):
    owners = [EPMFactory(), EPMFactory(), EPMFactory()]
    PositionFactory(epm=owners[0])
    PositionFactory(epm=owners[0])
    PositionFactory(epm=owners[2])
    kept, prefetched = list(EPM.objects.order_by("pk")), list(EPM.objects.order_by("pk"))
    rows = list(Position.objects.filter(epm__in=owners))

    keep_rows(kept, "positions", rows)

    prefetch_related_objects(prefetched, "positions")
    with django_assert_num_queries(0):
        assert [list(epm.positions.all()) for epm in kept] == [list(epm.positions.all()) for epm in prefetched]
        assert all(position.epm is epm for epm in kept for position in epm.positions.all())


def test_kept_rows_are_asked_again_where_they_are_narrowed():
    owner = EPMFactory()
    position, other = PositionFactory(epm=owner), PositionFactory(epm=owner)

    keep_rows([owner], "positions", [position, other])

    assert list(owner.positions.filter(pk=other.pk)) == [other]


def test_nobody_keeps_nothing():
    keep_rows([], "positions", [])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], (-1,)),
        ([7], (7,)),
        ([9, 7, 9], (7, 9)),
        ([3, 1, 2], (1, 2, 3, -1)),
        (range(5), (0, 1, 2, 3, 4, -1, -2, -3)),
    ],
)
def test_keys_are_lengthened_to_a_power_of_two(keys, expected):
    assert few_lengths(keys) == expected
