"""Answers sent at the same moment: no cell is over, the same sending counts once, nobody reads an error."""

import uuid

import pytest

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import plan_quotas, start_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.services import collect_response
from tests.factories.enquetes import CampaignFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
AT_ONCE = 12


@pytest.fixture
def campaign(version):
    campaign = CampaignFactory(questionnaire=version.questionnaire)
    plan_quotas(campaign=campaign, codes=["vient"], wanted={("oui",): 5, ("non",): 2})
    return start_campaign(campaign=campaign)


def counts(in_parallel, campaign) -> list[tuple]:
    def read(_) -> list[tuple]:
        return [
            (cell.got, cell.turned_away, CollectedResponse.objects.filter(cell=cell, is_beyond_quota=False).count())
            for cell in Campaign.objects.get(pk=campaign.pk).quota_cells.all()
        ]

    return in_parallel(read, [None])[0]


def test_cells_are_never_over_under_answers_at_once_on_postgresql(campaign, in_parallel):
    def send(answer: str) -> bool:
        mine = Campaign.objects.get(pk=campaign.pk)
        return collect_response(campaign=mine, values={"vient": answer}, mode=Mode.LINK).is_beyond_quota

    beyond = in_parallel(send, ["oui", "oui", "non"] * (AT_ONCE // 3))

    assert beyond.count(False) == 7
    assert counts(in_parallel, campaign) == [(5, 3, 5), (2, 2, 2)]


def test_sending_repeated_at_once_takes_one_place_on_postgresql(campaign, in_parallel):
    key = uuid.uuid4()

    def send(_) -> int:
        mine = Campaign.objects.get(pk=campaign.pk)
        return collect_response(campaign=mine, values={"vient": "oui"}, mode=Mode.LINK, sent_key=key).pk

    assert len(set(in_parallel(send, range(AT_ONCE)))) == 1
    assert counts(in_parallel, campaign) == [(1, 0, 1), (0, 0, 0)]
