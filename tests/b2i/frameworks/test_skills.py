"""Tests of the public page of a skill."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.framework import Framework
from tests.factories.b2i import ElementFactory, SkillFactory

pytestmark = pytest.mark.django_db
PATH = "/b2i/referentiels/b2i-adultes-2012/D1.2/"


@pytest.fixture
def _frameworks(db):
    load_frameworks()
    load_crosswalks()


@pytest.mark.usefixtures("_frameworks")
def test_visitor_sees_elements_source_and_reservations(client):
    page = client.get(PATH).content.decode()
    assert page.partition("</head>")[2].count("Je sais enregistrer un fichier") == 1
    assert page.count("Afficher les propriétés d’un fichier") == 1
    assert page.count("à vérifier") >= 3
    assert page.count("Source\u00a0:") == 1


@pytest.mark.usefixtures("_frameworks")
def test_counterparts_are_presented_as_our_analysis(client):
    page = client.get(PATH).content.decode()
    assert page.count("C’est notre analyse, pas une équivalence officielle") == 1
    assert page.count('href="/b2i/referentiels/digcomp-2-2/1.3/"') == 1
    assert page.count('href="/b2i/referentiels/pix-crcn/1.2/"') == 1


@pytest.mark.usefixtures("_frameworks")
def test_counterparts_are_found_in_both_directions(client):
    page = client.get("/b2i/referentiels/pix-crcn/1.2/").content.decode()
    assert [page.count(f'href="/b2i/referentiels/b2i-adultes-2012/{code}/"') for code in ("D1.2", "D4.2", "D5.1")] == [
        1,
        1,
        0,
    ]


@pytest.mark.usefixtures("_frameworks")
def test_every_skill_page_opens_and_is_light(client):
    for framework in Framework.objects.with_contents():
        for domain in framework.domains.all():
            for skill in domain.skills.all():
                response = client.get(f"{framework.get_absolute_url()}{skill.code}/")
                assert (response.status_code, len(response.content) < 30_000) == (200, True)


@pytest.mark.usefixtures("_frameworks")
@pytest.mark.parametrize("path", ["pix-crcn/D1.2/", "inconnu/1.1/", "b2i-adultes-2012/D9.9/"])
def test_unknown_skill_is_not_found(client, path):
    assert client.get(f"/b2i/referentiels/{path}").status_code == 404


@pytest.mark.usefixtures("_frameworks")
def test_page_without_workshop_suggests_where_to_go(client):
    page = client.get(PATH).content.decode()
    assert page.count("Aucun atelier n’est annoncé sur cette compétence pour l’instant") == 1
    assert page.count("trouver un EPM et ses horaires") == 1


def test_query_count_is_same_for_one_and_three_elements(client):
    skill = ElementFactory().skill

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(skill.get_absolute_url()).status_code == 200
        return len(captured)

    with_one = queries()
    ElementFactory.create_batch(2, skill=skill)
    SkillFactory.create_batch(3, domain=skill.domain)
    assert queries() == with_one <= 8
