"""What follows the demo's surveys: open data, coded texts, likely duplicates, second editions."""

import pytest

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.findings.editions.comparison import compare_variable, shared_variables
from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.results.access import find_campaign
from enquetes.preparation.coding.progress import coding_progress
from enquetes.preparation.duplicates.models import DuplicateGroup

pytestmark = pytest.mark.django_db


def test_every_survey_is_marked(demo):
    assert set(Campaign.objects.values_list("is_synthetic", flat=True)) == {True}


def test_young_people_are_open_data_without_small_groups(campaigns):
    published = PublishedOpenData.objects.get()

    assert published.campaign == campaigns["jeunes"]
    assert 6_500 < published.facts["rows"] < 6_827
    assert published.facts["rows"] + published.facts["suppressed"] == 6_827


def test_ideas_are_coded_in_part(campaigns):
    progress = {each.question.code: each for each in coding_progress(campaigns["jeunes"])}

    assert progress["idee"].codes == 5
    assert 0.5 < progress["idee"].coded / progress["idee"].texts < 0.9
    assert progress["regle"].coded == 0


def test_two_responses_seem_sent_twice(campaigns):
    groups = DuplicateGroup.objects.waiting().filter(campaign=campaigns["demarches"])

    assert [group.counted for group in groups] == [2, 2]


def test_second_editions_are_closed_or_in_preparation(campaigns):
    later = Campaign.objects.exclude(earlier=None).order_by("slug")

    assert [(each.slug, each.earlier, each.state) for each in later] == [
        ("foyers-2", campaigns["foyers"], CampaignState.DRAFT),
        ("jeunes-2", campaigns["jeunes"], CampaignState.CLOSED),
    ]


def test_editions_of_young_people_are_compared(campaigns):
    now, before = find_campaign("jeunes-2"), find_campaign("jeunes")
    pairs = shared_variables(now, before)

    compared = compare_variable(now, before, pairs[0])

    assert len(pairs) > 15
    assert all(line.difference for line in compared.lines)
