"""Many EPM that take a part at the same moment: never more than is offered."""

import pytest
from django.core.exceptions import ValidationError

from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.pooling.services import join_pooling
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from tests.factories.projets import PoolingFactory
from tests.factories.reseau import EPMFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_last_parts_are_taken_once_on_postgresql(in_parallel, coordinator):
    pooling = PoolingFactory(by=coordinator, offered=7)
    keys = [epm.pk for epm in EPMFactory.create_batch(8)]

    def take(key: int) -> str:
        by = Member.objects.get(pk=coordinator.pk)
        try:
            join_pooling(pooling=pooling, epm=EPM.objects.get(pk=key), by=by, quantity=2)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "joined"

    outcomes = in_parallel(take, keys)

    assert sorted(outcomes) == ["Il en reste 1\u00a0: prenez-en moins."] * 5 + ["joined"] * 3
    (state,) = in_parallel(lambda _: (Pooling.objects.get().taken, PoolingPart.objects.count()), [None])
    assert state == (6, 3)
