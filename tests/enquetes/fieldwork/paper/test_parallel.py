"""Two people key the same sheet at once: one keying is the first, the other the second, and a third is refused."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.enums import KeyedSheetState
from enquetes.fieldwork.paper.models.sheet import PaperSheet
from enquetes.fieldwork.paper.services.batches import make_batch
from enquetes.fieldwork.paper.services.keying import KEYED_TWICE, key_sheet
from tests.factories.reseau import MemberFactory
from tests.parallel import start_before_commit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def spread_batch(campaign):
    """Keyers of another batch wait too: the refusal names the sheet, not the batch."""
    return make_batch(campaign=campaign, label="Marché", size=2)


def test_sheet_keyed_by_two_at_once_is_collected_once_on_postgresql(spread_batch, typed):
    people = [MemberFactory(coordinator=True) for _ in range(3)]
    sheet = spread_batch.sheets.first()

    def key(rank: int):
        try:
            return key_sheet(campaign=spread_batch.campaign, code=str(sheet.code), typed=typed, by=people[rank]).rank
        except ValidationError as refusal:
            return refusal.messages

    ranks = []
    second = start_before_commit(lambda: ranks.append(key(0)), lambda: key(1))
    assert (ranks, second) == ([1], 2)
    assert PaperSheet.objects.get(pk=sheet.pk).state == KeyedSheetState.COLLECTED
    assert CollectedResponse.objects.count() == 1
    assert key(2) == [KEYED_TWICE]


def test_second_and_third_keying_at_once_leave_one_on_postgresql(spread_batch, typed):
    people = [MemberFactory(coordinator=True) for _ in range(3)]
    sheet = spread_batch.sheets.first()

    def key(rank: int):
        try:
            return key_sheet(campaign=spread_batch.campaign, code=str(sheet.code), typed=typed, by=people[rank]).rank
        except ValidationError as refusal:
            return refusal.messages

    key(0)
    ranks = []
    third = start_before_commit(lambda: ranks.append(key(1)), lambda: key(2))
    assert (ranks, third) == ([2], [KEYED_TWICE])
    assert CollectedResponse.objects.count() == 1
