"""The life of a campaign: prepared, changed, started, closed, and what is refused on the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import (
    ALL_IN_CAMPAIGNS,
    LOST_CRITERION,
    NO_MODE,
    NOT_RUNNING,
    STARTED,
    change_campaign,
    close_campaign,
    plan_quotas,
    prepare_campaign,
    start_campaign,
)
from questionnaires.questions.models import Choice
from questionnaires.questions.services.versions import put_into_use
from tests.factories.enquetes import CampaignFactory, store_answers
from tests.factories.questionnaires import QuestionFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A campaign in preparation, with a questionnaire that may be put into use."""
    question = QuestionFactory(code="vient")
    return CampaignFactory(questionnaire=question.version.questionnaire)


def fields(**changed):
    today = timezone.localdate()
    return {
        "title": "Jeunes",
        "slug": "jeunes",
        "questionnaire": QuestionnaireFactory(),
        "population": "Les 11 à 18 ans",
        "opens_on": today,
        "closes_on": today + timedelta(days=10),
    } | changed


def test_campaign_is_prepared_by_a_member(coordinator):
    campaign = prepare_campaign(by=coordinator, **fields(has_paper=True))

    campaign.refresh_from_db()
    assert (campaign.state, campaign.modes) == (CampaignState.DRAFT, [Mode.LINK, Mode.PAPER])
    assert (campaign.created_by, campaign.version) == (coordinator, None)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"has_link": False}, NO_MODE),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "La campagne se termine avant de commencer."),
        ({"population_size": 10, "asked": 11}, "Plus de questionnaires distribués que de personnes en tout."),
        ({"is_of_minors": True}, "Écrivez l’information que les parents recevront."),
    ],
)
def test_impossible_campaign_is_refused_in_words(changed, refusal):
    with pytest.raises(ValidationError) as refused:
        prepare_campaign(**fields(**changed))

    assert refused.value.messages == [refusal]
    assert not Campaign.objects.exists()


def test_database_refuses_smaller_groups_than_the_rule():
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignFactory(smallest=2)


def test_start_freezes_the_last_version(draft):
    version = draft.questionnaire.versions.get()

    started = start_campaign(campaign=draft)

    version.refresh_from_db()
    assert version.is_frozen
    assert (started.version, started.is_running) == (version, True)


def test_start_is_refused_twice(draft):
    start_campaign(campaign=draft)

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=draft)

    assert refused.value.messages == [STARTED]


def test_start_is_refused_with_faults_of_the_questionnaire(draft):
    draft.questionnaire.versions.get().questions.get().choices.all().delete()

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=draft)

    assert refused.value.messages == ["Question 1\u00a0: il faut au moins deux réponses à choisir."]
    draft.refresh_from_db()
    assert draft.is_draft


def test_version_has_one_campaign(draft):
    start_campaign(campaign=draft)
    second = CampaignFactory(questionnaire=draft.questionnaire)

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=second)

    assert refused.value.messages == [ALL_IN_CAMPAIGNS]


def test_version_with_answers_from_elsewhere_takes_no_campaign(draft):
    version = put_into_use(version=draft.questionnaire.versions.get())
    store_answers(version, [{"vient": "oui"}])

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=draft)

    assert refused.value.messages == [ALL_IN_CAMPAIGNS]


def test_start_is_refused_if_the_questionnaire_lost_a_criterion(draft):
    version = draft.questionnaire.versions.get()
    QuestionFactory(section=version.sections.get(), code="age")
    plan_quotas(campaign=draft, codes=["age"], wanted={("oui",): 3})
    version.questions.filter(code="age").delete()

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=draft)

    assert refused.value.messages == [LOST_CRITERION]
    draft.refresh_from_db()
    assert draft.is_draft
    assert not draft.questionnaire.versions.get().is_frozen


def test_start_is_refused_if_a_criterion_has_another_answer(draft):
    version = draft.questionnaire.versions.get()
    age = QuestionFactory(section=version.sections.get(), code="age")
    plan_quotas(campaign=draft, codes=["age"], wanted={("oui",): 3})
    Choice.objects.create(question=age, rank=3, code="nsp", label="Je ne sais pas")

    with pytest.raises(ValidationError) as refused:
        start_campaign(campaign=draft)

    assert refused.value.messages == [LOST_CRITERION]
    plan_quotas(campaign=draft, codes=["age"], wanted={("oui",): 3})
    assert start_campaign(campaign=draft).is_running


def test_started_campaign_changes_its_days_only(draft):
    start_campaign(campaign=draft)
    later = draft.closes_on + timedelta(days=5)

    changed = change_campaign(campaign=draft, closes_on=later, asked=400)
    with pytest.raises(ValidationError) as refused:
        change_campaign(campaign=draft, has_paper=True)

    assert (changed.closes_on, changed.asked) == (later, 400)
    assert refused.value.messages == [STARTED]
    draft.refresh_from_db()
    assert not draft.has_paper


def test_closed_campaign_is_closed_once(draft):
    start_campaign(campaign=draft)

    closed = close_campaign(campaign=draft)
    with pytest.raises(ValidationError) as refused:
        close_campaign(campaign=draft)

    assert closed.state == CampaignState.CLOSED
    assert refused.value.messages == [NOT_RUNNING]
