"""Tests of an answer on the map of territories."""

import pytest

from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db
PAGE = "/enquetes/usages/resultats/carte/"


@pytest.fixture
def placed(campaign, version, cahors, figeac):
    north = CommuneFactory(territory=figeac, latitude=44.6, longitude=2.0)
    south = CommuneFactory(territory=cahors, latitude=44.4, longitude=1.4)
    for commune, women in ((north, 15), (south, 5)):
        people = [{"commune": commune.pk, "sexe": "femme"}] * women + [{"commune": commune.pk, "sexe": "homme"}] * 15
        collect_stored(campaign, store_answers(version, people))
    return campaign


def test_each_territory_has_its_share_and_its_place(client_of, territorial, placed, cahors, figeac):
    shares = client_of(territorial).get(f"{PAGE}?question=sexe&reponse=femme").context["shares"]

    assert {line.words: (line.percent, line.count) for line in shares.lines} == {
        cahors.name: ("25\u00a0%", 5),
        figeac.name: ("50\u00a0%", 15),
        "Ensemble": ("40\u00a0%", 20),
    }
    place = {mark.line.words: (float(mark.x), float(mark.y)) for mark in shares.marks}
    assert place[figeac.name][0] > place[cahors.name][0]
    assert place[figeac.name][1] < place[cahors.name][1]


def test_survey_that_asks_no_commune_has_no_map(client_of, territorial):
    section = QuestionnaireSectionFactory(rank=1, version__in_use=True)
    QuestionFactory(section=section, code="vient")
    CampaignFactory(running=True, version=section.version, slug="usages")

    assert "ne demande pas la commune" in client_of(territorial).get(PAGE).text


def test_map_is_for_those_who_read_results(client_of, animator, placed):
    assert client_of(animator).get(PAGE).status_code == 404


def test_page_asks_few_queries(client_of, territorial, placed, django_assert_max_num_queries):
    client = client_of(territorial)
    client.get(PAGE)

    with django_assert_max_num_queries(12):
        client.get(PAGE)
