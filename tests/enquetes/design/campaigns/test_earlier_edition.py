"""The earlier edition of a campaign: chosen in the form, refused where nothing can be compared."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from enquetes.design.campaigns.services import ITSELF, NOT_STARTED, NOTHING_IN_COMMON, change_campaign
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.services.versions import prepare_next_version
from tests.enquetes.design.campaigns.test_views import fields
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(campaign):
    """The next edition, in preparation."""
    prepare_next_version(questionnaire=campaign.questionnaire)
    return CampaignFactory(questionnaire=campaign.questionnaire, slug="deuxieme")


def other_survey(*, running: bool = True, **question):
    """Return a campaign of another questionnaire, which asks one question."""
    section = QuestionnaireSectionFactory(rank=1, version__in_use=running)
    QuestionFactory(section=section, **question)
    if running:
        return CampaignFactory(running=True, version=section.version)
    return CampaignFactory(questionnaire=section.version.questionnaire)


def test_earlier_edition_is_chosen_in_the_form(client_of, coordinator, campaign, later):
    client = client_of(coordinator)
    address = reverse("enquetes:campaign_edit", args=[later.slug])
    assert list(client.get(address).context["form"].fields["earlier"].queryset) == [campaign]

    client.post(address, fields(questionnaire=campaign.questionnaire_id, earlier=campaign.pk))

    later.refresh_from_db()
    assert later.earlier == campaign
    assert f'href="{campaign.get_absolute_url()}"' in client.get(later.get_absolute_url()).text


def test_nothing_in_common_is_said_beside_the_field(client_of, coordinator, later):
    other = other_survey(code="ailleurs")

    page = client_of(coordinator).post(
        reverse("enquetes:campaign_edit", args=[later.slug]),
        fields(questionnaire=later.questionnaire_id, earlier=other.pk),
    )

    assert page.context["form"].errors == {"earlier": [NOTHING_IN_COMMON]}
    assert 'value="Familles 2027"' in page.text


def test_same_code_of_another_kind_is_nothing_in_common(later):
    other = other_survey(code="age", kind=QuestionKind.NUMBER)

    with pytest.raises(ValidationError) as refused:
        change_campaign(campaign=later, earlier=other)
    assert refused.value.message_dict == {"earlier": [NOTHING_IN_COMMON]}


def test_campaign_is_no_edition_of_itself_nor_of_a_draft(campaign, later):
    for earlier, words in ((later, ITSELF), (other_survey(running=False, code="age"), NOT_STARTED)):
        with pytest.raises(ValidationError) as refused:
            change_campaign(campaign=later, earlier=earlier)
        assert refused.value.message_dict == {"earlier": [words]}
    change_campaign(campaign=campaign, earlier=None)


def test_started_campaign_may_still_name_its_earlier_edition(campaign):
    other = other_survey(code="age")

    assert change_campaign(campaign=campaign, earlier=other).earlier == other


def test_edition_of_another_questionnaire_is_compared(client_of, territorial, campaign):
    other = other_survey(code="age", wording="Quel âge\u00a0?", choices=("jeune", "adulte", "aine"))
    collect_stored(other, store_answers(other.version, [{"age": "jeune"}] * 30))
    change_campaign(campaign=campaign, earlier=other)

    page = client_of(territorial).get("/enquetes/usages/resultats/editions/")

    assert page.context["other"] == other
    assert page.context["compared"].changes == ("La question était\u00a0: «\u00a0Quel âge\u00a0?\u00a0».",)
