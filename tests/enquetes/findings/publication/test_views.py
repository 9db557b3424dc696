"""Tests of published results: what everybody reads, and what nobody can learn from it."""

import pytest
from django.test import Client

from enquetes.design.campaigns.services import close_campaign
from enquetes.findings.publication.models import PublishedResults
from enquetes.findings.publication.services import publish_results
from enquetes.preparation.weighting.services import weight_responses
from search.sources.registry import source
from tests.enquetes.findings.adjustment.test_views import SEXES
from tests.factories.enquetes import collect_stored, store_answers
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory

pytestmark = pytest.mark.django_db
PUBLIC, PAGE = "/enquetes/usages/resultats-publics/", "/enquetes/usages/resultats/publication/"


@pytest.fixture
def closed(campaign):
    return close_campaign(campaign=campaign)


@pytest.fixture
def section(version):
    return version.sections.get()


def test_nothing_is_public_before_its_publication(closed):
    assert Client().get(PUBLIC).status_code == 404
    assert "Vos usages" not in Client().get("/enquetes/resultats-publics/").text


def test_coordination_publishes_then_takes_back(client_of, coordinator, closed, section):
    client = client_of(coordinator)

    assert client.post(PAGE, {"sections": [section.pk]}).url == PUBLIC
    assert f'href="{PUBLIC}"' in Client().get("/enquetes/").text
    page = Client().get(PUBLIC)
    assert [line.percent for line in page.context["part"].blocks[0].lines] == ["50\u00a0%", "50\u00a0%"]
    assert "Vos usages" in Client().get("/enquetes/resultats-publics/").text

    client.post(f"{PAGE}retirer/")
    assert Client().get(PUBLIC).status_code == 404
    assert PUBLIC not in Client().get("/enquetes/").text


def test_running_campaign_is_not_published(client_of, coordinator, campaign, section):
    page = client_of(coordinator).post(PAGE, {"sections": [section.pk]})

    assert "Terminez d’abord la campagne" in page.text
    assert not PublishedResults.objects.exists()


@pytest.mark.parametrize("sections", [[], ["12345"]])
def test_section_of_this_survey_is_needed(client_of, coordinator, closed, sections):
    assert list(client_of(coordinator).post(PAGE, {"sections": sections}).context["form"].errors) == ["sections"]
    assert not PublishedResults.objects.exists()


def test_section_without_its_own_key_is_refused_by_the_service(closed):
    with pytest.raises(Exception, match="au moins une partie"):
        publish_results(campaign=closed, sections=[0])


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("territorial", 404), ("animator", 404)])
def test_who_publishes(request, client_of, closed, who, status):
    client = client_of(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == status
    if status == 404:
        assert client.post(f"{PAGE}retirer/").status_code == 404


def test_published_figures_stay_as_they_were(closed, version, section):
    publish_results(campaign=closed, sections=[section.pk])
    before = Client().get(PUBLIC).content

    weight_responses(version=version, table=SEXES.encode())
    collect_stored(closed, store_answers(version, [{"sexe": "femme"}]))

    assert Client().get(PUBLIC).content == before


def test_no_filter_and_no_text_is_public(closed, section):
    publish_results(campaign=closed, sections=[section.pk])

    everybody, chosen = (Client().get(f"{PUBLIC}?{query}") for query in ("", "parmi=sexe:femme"))

    assert [block.lines for block in chosen.context["part"].blocks] == [
        block.lines for block in everybody.context["part"].blocks
    ]
    assert "mot" not in {block.code for part in everybody.context["parts"] for block in part.blocks}


def test_few_people_are_masked_in_public_too(closed, version, section):
    collect_stored(closed, store_answers(version, [{"usages": ["papiers"]}] * 2))

    publish_results(campaign=closed, sections=[section.pk])

    uses = next(block for block in Client().get(PUBLIC).context["part"].blocks if block.code == "usages")
    assert [line.percent for line in uses.lines][2] == "masqué"


def test_search_finds_what_is_published_alone(closed, section):
    assert list(source("survey").queryset()) == []

    published = publish_results(campaign=closed, sections=[section.pk])

    document = source("survey").document(source("survey").queryset().get())
    assert (document.title, document.url) == ("Vos usages", published.get_absolute_url())
    assert "Venez-vous\u00a0?" in document.body


def test_other_sections_are_not_shown(closed, version, section):
    other = QuestionnaireSectionFactory(version=version, rank=2, title="Secrets")
    QuestionFactory(section=other, code="secret", wording="Un secret\u00a0?")

    publish_results(campaign=closed, sections=[section.pk])

    assert "secret" not in str(PublishedResults.objects.get().content).lower()
