"""Tests of the pages of results: who reads them, what they show, how much they ask."""

import pytest
from django.urls import reverse

from enquetes.design.campaigns.enums import CampaignState
from questionnaires.questions.enums import QuestionKind
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.questionnaires import QuestionFactory

pytestmark = pytest.mark.django_db
PAGES = ("enquetes:results", "enquetes:results_people", "enquetes:cross", "enquetes:weighting")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("territorial", 200), ("animator", 404)])
def test_who_reads_results(request, client_of, campaign, name, who, status):
    client = client_of(request.getfixturevalue(who))

    assert client.get(reverse(name, args=[campaign.slug])).status_code == status


def test_campaign_in_preparation_has_no_results(client_of, coordinator):
    campaign = CampaignFactory()

    assert client_of(coordinator).get(f"/enquetes/{campaign.slug}/resultats/").status_code == 404
    assert campaign.title not in client_of(coordinator).get("/enquetes/resultats/").text


def test_list_counts_responses_that_count(client_of, territorial, campaign):
    campaign.collected.filter(pk=campaign.collected.first().pk).update(is_left_out=True)

    assert "59 réponses" in client_of(territorial).get("/enquetes/resultats/").text


def test_page_shows_shares_their_interval_and_the_number_of_answers(client_of, coordinator, campaign):
    text = client_of(coordinator).get("/enquetes/usages/resultats/").text

    assert "<b>50\u00a0%</b>" in text
    assert "38 à 62\u00a0%" in text
    assert "50,0\u00a0% (60 sur 120)" in text
    assert "aucun\u00a0: chaque réponse compte pour 1" in text
    assert "60 textes écrits" in client_of(coordinator).get("/enquetes/usages/resultats/?partie=2").text.replace(
        "\u00a0", " "
    )


def test_page_of_chosen_people_counts_them_alone(client_of, coordinator, campaign):
    page = client_of(coordinator).get("/enquetes/usages/resultats/?parmi=age:jeune&parmi=sexe:femme,homme")
    visits = next(block for block in page.context["blocks"] if block.code == "vient")

    assert [(line.words, line.count) for line in visits.lines] == [("Oui", 20), ("Non", 0)]


def test_people_too_few_are_masked(client_of, coordinator, campaign, version):
    collect_stored(campaign, store_answers(version, [{"sexe": "femme", "age": "jeune", "vient": "non"}] * 2))

    page = client_of(coordinator).get("/enquetes/usages/resultats/?parmi=vient:non&parmi=age:jeune")

    assert {line.count for block in page.context["blocks"] for line in block.lines} == {None}


@pytest.mark.parametrize("query", ["parmi=nulle:part", "parmi=sexe", "parmi=%00", "partie=9", "partie=x"])
def test_address_that_says_nothing_shows_everybody(client_of, coordinator, campaign, query):
    page = client_of(coordinator).get(f"/enquetes/usages/resultats/?{query}")

    assert page.context["blocks"][0].lines[0].count == 30


def test_people_are_chosen_in_two_steps(client_of, coordinator, campaign):
    client, address = client_of(coordinator), "/enquetes/usages/resultats/parmi/"

    assert "Aine" in client.get(f"{address}?selon=age").text
    assert "Cochez au moins une réponse" in client.get(f"{address}?selon=age&voir=oui").text
    there = client.get(f"{address}?parmi=sexe:homme&selon=age&qui=jeune&qui=aine")
    assert there.url == "/enquetes/usages/resultats/?parmi=sexe%3Ahomme&parmi=age%3Ajeune%2Caine"


def test_synthetic_campaign_says_so_on_each_page(client_of, coordinator, campaign):
    campaign.is_synthetic = True
    campaign.save()

    for name in ("enquetes:results", "enquetes:cross", "enquetes:weighting"):
        assert "Données de synthèse" in client_of(coordinator).get(reverse(name, args=["usages"])).text


@pytest.mark.parametrize("query", ["", "?parmi=age:jeune&parmi=sexe:femme"])
def test_queries_do_not_grow_with_questions(
    client_of, coordinator, campaign, version, query, django_assert_max_num_queries
):
    section = version.sections.get()
    for rank in range(3):
        QuestionFactory(section=section, code=f"plus_{rank}", kind=QuestionKind.SEVERAL, choices=("a", "b"))
    client = client_of(coordinator)
    client.get(f"/enquetes/usages/resultats/{query}")

    with django_assert_max_num_queries(12):
        client.get(f"/enquetes/usages/resultats/{query}")


def test_closed_campaign_keeps_its_results(client_of, coordinator, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()

    assert client_of(coordinator).get("/enquetes/usages/resultats/").status_code == 200
