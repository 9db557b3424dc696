"""What people note of places."""

import pytest

from reseau.places.models.commune import Commune
from reseau.places.services import note_market_days
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


def test_market_days_are_kept_once_each_in_order():
    commune = note_market_days(commune=CommuneFactory(), weekdays=[5, 1, 5])
    assert Commune.objects.get(pk=commune.pk).market_days == [1, 5]
