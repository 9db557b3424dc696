"""The tables of a process come back after others took their place."""

import pytest

from reseau.places.models.commune import Territory
from tests.factories.reseau import TerritoryFactory
from tests.kept_demo import tables_put_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def test_tables_come_back_with_their_rows():
    TerritoryFactory(name="Figeac")

    with tables_put_back():
        Territory.objects.all().delete()
        TerritoryFactory(name="Cahors")

    assert list(Territory.objects.values_list("name", flat=True)) == ["Figeac"]
