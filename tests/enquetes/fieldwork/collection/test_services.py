"""Answers that reach a campaign: checked, counted once, placed in the cell that they fill, never over."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign, plan_quotas, start_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.opening import NOT_OPEN, NOT_THIS_WAY
from enquetes.fieldwork.collection.services import collect_response
from questionnaires.answers.models import Response
from questionnaires.questions.services.versions import IN_USE, prepare_next_version
from questionnaires.questions.services.writing import add_question
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionFactory


@pytest.fixture
def campaign(version):
    """Two answers wanted from those who come, none from others."""
    campaign = CampaignFactory(version=None, questionnaire=version.questionnaire, has_paper=True)
    plan_quotas(campaign=campaign, codes=["vient"], wanted={("oui",): 2, ("non",): 1})
    return start_campaign(campaign=campaign)


def test_response_is_stored_with_its_mode_and_its_cell(campaign):
    collected = collect_response(campaign=campaign, values={"vient": "oui", "mot": "Merci"}, mode=Mode.PAPER)

    assert (collected.mode, collected.cell.categories, collected.is_beyond_quota) == (Mode.PAPER, ["oui"], False)
    assert collected.response.version == campaign.version
    assert collected.response.answers.count() == 2


def test_same_sending_counts_once(campaign):
    key = uuid.uuid4()

    sent = [
        collect_response(campaign=campaign, values={"vient": "oui"}, mode=Mode.LINK, sent_key=key) for _ in range(2)
    ]

    assert sent[0] == sent[1]
    assert Response.objects.count() == 1
    assert campaign.quota_cells.get(rank=1).got == 1


def test_answer_to_a_full_cell_is_kept_as_a_near_miss(campaign):
    beyond = [
        collect_response(campaign=campaign, values={"vient": "oui"}, mode=Mode.LINK).is_beyond_quota for _ in range(3)
    ]

    cell = campaign.quota_cells.get(rank=1)
    assert beyond == [False, False, True]
    assert (cell.got, cell.turned_away) == (2, 1)
    assert Response.objects.count() == 3


def test_answer_without_the_criterion_fills_no_cell(campaign):
    collected = collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.LINK)

    assert (collected.cell, collected.is_beyond_quota) == (None, False)


def test_refused_answers_take_no_place(campaign):
    with pytest.raises(ValidationError) as refused:
        collect_response(campaign=campaign, values={"vient": "oui", "sexe": "autre"}, mode=Mode.LINK)

    assert refused.value.message_dict == {"sexe": ["Choisissez une réponse de la liste."]}
    assert campaign.quota_cells.get(rank=1).got == 0
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("mode", "days", "refusal"), [(Mode.KIOSK, 0, NOT_THIS_WAY), (Mode.LINK, -1, NOT_OPEN), (Mode.LINK, 31, NOT_OPEN)]
)
def test_way_and_day_are_those_of_the_campaign(campaign, mode, days, refusal):
    day = timezone.localdate() + timedelta(days=days)

    with pytest.raises(ValidationError) as refused:
        collect_response(campaign=campaign, values={"vient": "oui"}, mode=mode, day=day)

    assert refused.value.messages == [refusal]


def test_closed_campaign_receives_nothing_even_paper_of_before(campaign):
    close_campaign(campaign=campaign)

    with pytest.raises(ValidationError) as refused:
        collect_response(campaign=campaign, values={"vient": "oui"}, mode=Mode.PAPER)

    assert refused.value.messages == [NOT_RUNNING]


def test_questionnaire_changed_under_way_is_the_next_version(campaign):
    section = campaign.version.sections.get()
    with pytest.raises(ValidationError) as refused:
        add_question(section=section, kind="one", wording="Autre\u00a0?")
    following = prepare_next_version(questionnaire=campaign.questionnaire)
    QuestionFactory(section=following.sections.get(), code="ajoutee")

    collected = collect_response(campaign=campaign, values={"vient": "oui"}, mode=Mode.LINK)
    with pytest.raises(ValidationError) as foreign:
        collect_response(campaign=campaign, values={"ajoutee": "oui"}, mode=Mode.LINK)

    assert refused.value.messages == [IN_USE]
    assert collected.response.version == campaign.version
    assert foreign.value.messages == ["Ces réponses ne sont pas de ce questionnaire\u00a0: ajoutee."]


class QuotaInvariantTests(TestCase):
    """Whatever comes, in whatever order: `got` is the answers that fill the cell, never over."""

    @settings(max_examples=25)
    @given(
        wanted=st.tuples(st.integers(0, 3), st.integers(0, 3)),
        sent=st.lists(
            st.tuples(st.sampled_from(["oui", "non", None]), st.integers(0, 4)),
            max_size=12,
        ),
    )
    def test_got_is_the_answers_that_fill_the_cell(self, wanted, sent):
        question = QuestionFactory(code="vient")
        QuestionFactory(section=question.section, code="sexe")
        campaign = CampaignFactory(questionnaire=question.version.questionnaire)
        plan_quotas(campaign=campaign, codes=["vient"], wanted={("oui",): wanted[0], ("non",): wanted[1]})
        campaign = start_campaign(campaign=campaign)
        keys = [uuid.uuid4() for _ in range(5)]

        for answer, key in sent:
            values = {"sexe": "oui"} | ({"vient": answer} if answer else {})
            collect_response(campaign=campaign, values=values, mode=Mode.LINK, sent_key=keys[key])

        first = {}
        for answer, key in sent:
            first.setdefault(key, answer)
        came = Counter(first.values())
        for cell in campaign.quota_cells.all():
            mine = CollectedResponse.objects.filter(cell=cell)
            assert cell.got == mine.filter(is_beyond_quota=False).count() == min(cell.wanted, came[cell.categories[0]])
            assert cell.turned_away == mine.filter(is_beyond_quota=True).count()
        assert Campaign.objects.get(pk=campaign.pk).collected.count() == len(first)
