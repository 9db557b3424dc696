"""Pages of interviews: named members alone, whom to look for first, an interview counted once and tied to nobody."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.open_days import OVER
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.services import collect_response
from enquetes.fieldwork.interviews.models import InterviewDay, Interviewer
from enquetes.fieldwork.interviews.services import NOTHING_TO_TAKE_BACK, name_interviewers
from tests.factories.enquetes import CampaignFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
OWN, NAMING = "/enquetes/marche/entretiens/", "/enquetes/marche/enqueteurs/"


@pytest.fixture
def client(client_of, animator):
    """A browser of the interviewer."""
    return client_of(animator)


def begin(client) -> str:
    """Return the address of the first section of a new interview."""
    return client.post(f"{OWN}commencer/")["Location"]


def texts(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_each_page_is_for_those_who_may(campaign, coordinator, territorial, animator, stranger, client_of):
    readers = [client_of(member) for member in (coordinator, territorial, animator, stranger)]
    assert [reader.get(OWN).status_code for reader in readers] == [404, 404, 200, 404]
    assert [reader.get(NAMING).status_code for reader in readers] == [200, 404, 404, 404]
    assert [reader.post(f"{OWN}commencer/").status_code for reader in readers] == [404, 404, 302, 404]
    counted = [reader.post(f"{OWN}compter/", {"outcome": "refused"}).status_code for reader in readers]
    assert counted == [404, 404, 302, 404]
    assert UnfinishedResponse.objects.count() == InterviewDay.objects.get().refused == 1


def test_former_interviewer_and_other_campaigns_are_not_found(campaign, client, stranger):
    Campaign.objects.filter(pk=campaign.pk).update(has_interviews=False)
    assert client.get(OWN).status_code == 404
    Campaign.objects.filter(pk=campaign.pk).update(has_interviews=True)
    name_interviewers(campaign=campaign, members=[stranger])
    assert client.get(OWN).status_code == 404


def test_page_shows_first_whom_to_look_for(campaign, client):
    for sex in ("femme", "femme", "homme"):
        collect_response(campaign=campaign, values={"sexe": sex}, mode=Mode.INTERVIEW)
    page = client.get(OWN)
    found = ([str(each) for each in page.context["wanted"]], [str(each) for each in page.context["full"]])
    assert found == (["Homme"], ["Femme"])
    assertContains(page, "reste 2")
    assertContains(page, "venue après")
    assert page.text.index("Homme") < page.text.index("Cases complètes") < page.text.index("Femme")


def test_whole_interview_counts_once_for_its_day_and_names_nobody(campaign, client, animator):
    first = begin(client)
    assertContains(client.get(first), "Abandonner l’entretien")
    assertNotContains(client.get(first), "Finir plus tard")
    last = client.post(first, {"sexe": "homme", "mot": "Bien"})["Location"]
    assertContains(client.get(last), "ni qui a posé les questions")
    ended = [client.post(last) for _ in range(2)]
    assert [answer["Location"] for answer in ended] == [OWN, OWN]
    collected = CollectedResponse.objects.get()
    assert (collected.mode, collected.cell.got, UnfinishedResponse.objects.count()) == ("interview", 1, 0)
    assert InterviewDay.objects.get().done == 1
    page = client.get(OWN)
    assertContains(page, "1 entretien fait")
    related = {field.related_model for field in CollectedResponse._meta.get_fields() if field.is_relation}
    assert not related & {Interviewer, InterviewDay, type(animator)}


def test_full_cell_is_told_as_soon_as_known_and_stopping_keeps_nothing(campaign, client):
    collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.INTERVIEW)
    page = client.post(begin(client), {"sexe": "femme"})
    assertContains(page, "Cette case est complète")
    assertContains(page, "Femme\u00a0: il y a assez de réponses.")
    client.post(re.search(r'action="([^"]+/arreter/)"', page.text)[1])
    assert not UnfinishedResponse.objects.exists()
    assert not InterviewDay.objects.exists()


def test_interview_is_given_up_from_a_section(campaign, client):
    page = client.post(begin(client).replace("/1/", "/arreter/"), follow=True)
    assert texts(page) == ["L’entretien est abandonné, rien n’est gardé."]
    assertRedirects(page, OWN)
    assert not UnfinishedResponse.objects.exists()


def test_address_of_an_interview_opens_to_interviewers_alone(campaign, client, stranger, client_of):
    first = begin(client)
    for reader in (client_of(stranger), type(client)()):
        assert reader.get(first).status_code == 404
        assert reader.post(first.replace("/1/", "/envoyer/")).status_code == 404
    assert not CollectedResponse.objects.exists()
    assert client.get(first).status_code == 200


def test_refusals_are_counted_and_taken_back(campaign, client):
    for outcome in ("refused", "refused", "absent"):
        client.post(f"{OWN}compter/", {"outcome": outcome})
    client.post(f"{OWN}compter/", {"outcome": "refused", "retirer": "oui"})
    day = InterviewDay.objects.get()
    assert (day.done, day.refused, day.absent) == (0, 1, 1)
    client.post(f"{OWN}compter/", {"outcome": "absent", "retirer": "oui"})
    again = client.post(f"{OWN}compter/", {"outcome": "absent", "retirer": "oui"}, follow=True)
    assert texts(again)[-1] == NOTHING_TO_TAKE_BACK
    assert client.post(f"{OWN}compter/", {"outcome": "done"}).status_code == 404


def test_closed_campaign_begins_no_interview(campaign, client):
    close_campaign(campaign=campaign)
    assertNotContains(client.get(OWN), "Commencer un entretien")
    assert texts(client.post(f"{OWN}commencer/", follow=True)) == [OVER]
    refused = client.post(f"{OWN}compter/", {"outcome": "refused"}, follow=True)
    assert texts(refused) == ["Cette campagne n’est pas en cours."]


def test_coordination_names_interviewers_and_reads_the_rate(
    campaign, client, coordinator, animator, stranger, client_of
):
    client.post(f"{OWN}compter/", {"outcome": "refused"})
    desk = client_of(coordinator)
    desk.post(NAMING, {"members": [str(stranger.pk)]})
    assert {each.member: each.is_active for each in campaign.interviewers.all()} == {animator: False, stranger: True}
    page = desk.get(NAMING)
    assertContains(page, "n’enquête plus")
    assertContains(page, "<b>0\u00a0%</b> des 1")
    assertContains(desk.get(campaign.get_absolute_url()), "dont 1 refus et 0 absence.")


def test_campaign_without_interviewers_says_so(campaign, coordinator, client_of):
    campaign.interviewers.all().delete()
    assertContains(client_of(coordinator).get(campaign.get_absolute_url()), "Aucun enquêteur n’est encore nommé")
    draft = CampaignFactory(slug="brouillon", has_interviews=True)
    assert client_of(coordinator).get(f"/enquetes/{draft.slug}/enqueteurs/").status_code == 200


def test_list_of_surveys_leads_interviewers_to_their_page(campaign, client, stranger, client_of):
    assertContains(client.get("/enquetes/"), f'href="{OWN}"')
    assertNotContains(client_of(stranger).get("/enquetes/"), OWN)
    close_campaign(campaign=campaign)
    assertNotContains(client.get("/enquetes/"), OWN)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_their_length(
    campaign, client, coordinator, client_of, count, django_assert_max_num_queries
):
    members = [MemberFactory() for _ in range(count)]
    name_interviewers(campaign=campaign, members=[*members, Interviewer.objects.get().member])
    desk = client_of(coordinator)
    for reader, page in ((desk, NAMING), (client, OWN)):
        reader.get(page)
        with django_assert_max_num_queries(11):
            reader.get(page)
