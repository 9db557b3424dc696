"""Pages of campaigns: the coordination's alone, what is refused is said, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.quota_criteria import TOO_MANY_CELLS
from enquetes.design.campaigns.services import (
    ALL_IN_CAMPAIGNS,
    LOST_CRITERION,
    NOT_RUNNING,
    STARTED,
    close_campaign,
    plan_quotas,
    start_campaign,
)
from enquetes.fieldwork.collection.services import collect_response
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionnaireFactory

pytestmark = pytest.mark.django_db
PAGES = ("campaign", "campaign_edit", "campaign_start", "campaign_close", "quotas")


@pytest.fixture
def client(client, coordinator):
    """A browser of the coordination."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def draft(version):
    return CampaignFactory(questionnaire=version.questionnaire, title="Jeunes du Lot", slug="jeunes")


@pytest.fixture
def running(draft):
    """One woman and two men are wanted; two women answered."""
    plan_quotas(campaign=draft, codes=["sexe"], wanted={("femme",): 1, ("homme",): 2})
    campaign = start_campaign(campaign=draft)
    for _ in range(2):
        collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.LINK)
    return campaign


def url(campaign, name: str = "campaign") -> str:
    return reverse(f"enquetes:{name}", args=[campaign.slug])


def texts(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def fields(**changed) -> dict:
    today = timezone.localdate()
    return {
        "title": "Familles 2027",
        "population": "Les familles du Lot",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=20)).isoformat(),
        "has_link": "on",
        "smallest": "5",
    } | changed


def test_only_the_coordination_opens_these_pages(running, animator, territorial):
    pages = [reverse("enquetes:campaign_new"), *(url(running, name) for name in PAGES)]
    for member in (animator, territorial):
        browser = Client()
        browser.force_login(member)
        assert [browser.get(page).status_code for page in pages] == [404] * len(pages)
        assert browser.post(url(running, "quota_criteria")).status_code == 404
        assert browser.post(url(running, "campaign_close")).status_code == 404
    running.refresh_from_db()
    assert running.is_running


def test_list_says_state_and_answers(client, running):
    CampaignFactory(title="Autre enquête")

    page = client.get(reverse("enquetes:campaigns"))

    found = {campaign.title: campaign.answers for campaign in page.context["campaigns"]}
    assert found == {"Jeunes du Lot": 2, "Autre enquête": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(client, django_assert_max_num_queries, count):
    CampaignFactory.create_batch(count)
    client.get(reverse("enquetes:campaigns"))

    with django_assert_max_num_queries(8):
        client.get(reverse("enquetes:campaigns"))


def test_campaign_is_prepared_with_an_address_of_its_own(client, coordinator):
    CampaignFactory(slug="familles-2027")
    questionnaire = QuestionnaireFactory()

    page = client.post(reverse("enquetes:campaign_new"), fields(questionnaire=questionnaire.pk))

    campaign = Campaign.objects.get(title="Familles 2027")
    assertRedirects(page, url(campaign))
    assert (campaign.slug, campaign.created_by, campaign.modes) == ("familles-2027-2", coordinator, [Mode.LINK])


def test_title_that_is_a_word_of_addresses_gets_another(client):
    client.post(reverse("enquetes:campaign_new"), fields(title="Nouvelle", questionnaire=QuestionnaireFactory().pk))

    assert Campaign.objects.get().slug == "nouvelle-2"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"has_link": ""}, "Choisissez au moins une façon de répondre."),
        ({"closes_on": "2020-01-01"}, "La campagne se termine avant de commencer."),
        ({"smallest": "2"}, "Assurez-vous que cette valeur est supérieure ou égale à 5."),
        ({"title": ""}, "Donnez un titre."),
    ],
)
def test_refused_campaign_keeps_what_was_typed(client, changed, refusal):
    page = client.post(reverse("enquetes:campaign_new"), fields(questionnaire=QuestionnaireFactory().pk) | changed)

    assertContains(page, refusal)
    assertContains(page, "Les familles du Lot")
    assert not Campaign.objects.exists()


def test_started_campaign_shows_only_what_may_change(client, running):
    page = client.get(url(running, "campaign_edit"))

    assert set(page.context["form"].fields) == {"earlier", "opens_on", "closes_on", "asked", "population_size"}

    later = running.closes_on + timedelta(days=9)
    client.post(url(running, "campaign_edit"), {"opens_on": running.opens_on, "closes_on": later, "asked": "40"})
    running.refresh_from_db()
    assert (running.closes_on, running.asked) == (later, 40)


def test_page_shows_rate_quotas_and_weighting_apart(client, running):
    Campaign.objects.update(asked=8)

    page = client.get(url(running))

    assert page.context["collected"].rate == "25,0\u00a0%"
    assertContains(page, "il en reste 2 à trouver")
    assertContains(page, "Aucun\u00a0: chaque réponse compte pour une.")
    assert (page.context["quotas"].left, page.context["quotas"].turned_away) == (2, 1)


def test_board_reads_itself_again_when_asked_while_the_campaign_runs(client, running):
    assertNotContains(client.get(url(running, "quotas")), "data-watched")
    assertContains(client.get(url(running, "quotas") + "?direct"), 'id="tableau" data-watched="30"')

    close_campaign(campaign=running)
    assertNotContains(client.get(url(running, "quotas") + "?direct"), "data-watched")


def test_campaign_without_number_of_asked_people_has_no_rate(client, running):
    page = client.get(url(running))

    assert page.context["collected"].rate == ""
    assertContains(page, "il n’y a pas de taux")


def test_start_says_what_it_freezes_then_starts(client, draft):
    page = client.get(url(draft, "campaign_start"))
    assertContains(page, "ses 9 questions, dans la version 1")

    page = client.post(url(draft, "campaign_start"), follow=True)

    draft.refresh_from_db()
    assert draft.is_running
    assert texts(page) == ["La campagne est commencée."]


def test_questionnaire_with_faults_is_told_before_the_start(client):
    campaign = CampaignFactory()
    campaign.questionnaire.versions.create()

    page = client.get(url(campaign, "campaign_start"))

    assertContains(page, "Ce questionnaire n’a pas encore de question.")
    assertNotContains(page, "Une fois commencée")


def test_refused_start_is_told(client, running):
    second = CampaignFactory(questionnaire=running.questionnaire)

    assert texts(client.post(url(second, "campaign_start"), follow=True)) == [ALL_IN_CAMPAIGNS]
    assert texts(client.post(url(running, "campaign_start"), follow=True)) == [STARTED]


def test_close_asks_before_it_ends(client, running):
    assertContains(client.get(url(running, "campaign_close")), "On ne la rouvre pas.")

    client.post(url(running, "campaign_close"), follow=True)
    again = client.post(url(running, "campaign_close"), follow=True)

    running.refresh_from_db()
    assert running.state == CampaignState.CLOSED
    assert texts(again) == [NOT_RUNNING]
    assertRedirects(client.get(url(running, "campaign_close")), url(running))


def test_criteria_are_crossed_in_the_order_of_the_questions(client, draft):
    client.post(url(draft, "quota_criteria"), {"criteria": ["vient", "sexe"]})

    draft.refresh_from_db()
    assert draft.quota_variables == ["sexe", "vient"]
    page = client.get(url(draft, "quotas"))
    assert page.context["table"].columns == ["Oui", "Non"]
    assert [row.name for row in page.context["table"].rows] == ["Femme", "Homme"]


def test_same_criteria_keep_the_numbers(client, draft):
    plan_quotas(campaign=draft, codes=["sexe"], wanted={("femme",): 12})

    client.post(url(draft, "quota_criteria"), {"criteria": ["sexe"]})

    assert list(draft.quota_cells.values_list("wanted", flat=True)) == [12, 0]


def test_criterion_with_another_answer_is_crossed_again(client, draft):
    plan_quotas(campaign=draft, codes=["sexe"], wanted={("femme",): 12})
    draft.questionnaire.versions.update(frozen=None)
    sex = draft.questionnaire.versions.get().questions.get(code="sexe")
    sex.choices.filter(code="homme").update(code="autre")

    page = client.get(url(draft, "quotas"))
    assert (page.context["table"], LOST_CRITERION in page.text) == (None, True)

    client.post(url(draft, "quota_criteria"), {"criteria": ["sexe"]})
    assert list(draft.quota_cells.values_list("categories", flat=True)) == [["femme"], ["autre"]]


def test_refused_criteria_are_told(client, draft, running):
    other = CampaignFactory(questionnaire=draft.questionnaire)
    many = ["sexe", "age", "vient", "note", "avis_accueil", "commune.taille"]

    assert texts(client.post(url(other, "quota_criteria"), {"criteria": many}, follow=True)) == [TOO_MANY_CELLS]
    assert texts(client.post(url(running, "quota_criteria"), {"criteria": many}, follow=True)) == [STARTED]


def test_numbers_typed_in_cells_are_saved(client, draft):
    plan_quotas(campaign=draft, codes=["sexe", "vient"], wanted={})

    client.post(url(draft, "quotas"), {"c1": "10", "c2": "20", "c3": "30", "c4": "0"})

    assert list(draft.quota_cells.values_list("wanted", flat=True)) == [10, 20, 30, 0]
    table = client.get(url(draft, "quotas")).context["table"]
    assert ([row.total for row in table.rows], table.column_totals, table.total) == ([30, 30], [40, 20], 60)


def test_wrong_number_is_refused_and_kept(client, draft):
    plan_quotas(campaign=draft, codes=["sexe"], wanted={})

    page = client.post(url(draft, "quotas"), {"c1": "dix", "c2": "7"})

    assertContains(page, "Écrivez un nombre entier, en chiffres.")
    assertContains(page, 'value="7"')
    assert sum(draft.quota_cells.values_list("wanted", flat=True)) == 0


def test_lost_criterion_is_told_on_the_page_of_quotas(client, draft):
    plan_quotas(campaign=draft, codes=["sexe"], wanted={})
    Campaign.objects.update(quota_variables=["perdue"])

    assertContains(client.get(url(draft, "quotas")), LOST_CRITERION)


def test_board_shows_wanted_got_left_and_near_misses(client, running):
    page = client.get(url(running, "quotas"))

    cells = [(cell.wanted, cell.got, cell.left, cell.turned_away) for cell in page.context["cells"]]
    assert cells == [(1, 1, 0, 1), (2, 0, 2, 0)]
    assertContains(page, "complet")
