"""Tests of the page of figures and of its downloads."""

import pytest
from django.test import Client

from tests.factories.b2i import LearnerFactory, RecordFactory

pytestmark = pytest.mark.django_db
PATHS = ["/b2i/chiffres/", "/b2i/chiffres/chiffres.csv", "/b2i/chiffres/chiffres.ods"]


@pytest.fixture
def learners(epm, b2i_adultes):
    return [RecordFactory(learner=LearnerFactory(epm=epm), framework=b2i_adultes) for _ in range(5)]


def test_territories_come_before_epm_of_chosen_one(client_of, coordinator, learners, other_record, epm):
    client = client_of(coordinator)
    assert client.get(PATHS[0]).content.decode().count("EPM de Gramat") == 0
    page = client.get(PATHS[0], {"territoire": epm.commune.territory_id}).content.decode()
    assert (page.count("EPM de Gramat"), page.count("EPM de Luzech")) == (1, 0)
    assert client.get(PATHS[0], {"territoire": "x"}).status_code == 200


def test_territorial_animator_sees_their_territory_only(client_of, territorial, learners, other_record, other_epm):
    page = client_of(territorial).get(PATHS[0], {"territoire": other_epm.commune.territory_id}).content.decode()
    assert page.count("Luzech") == page.count("Cahors") == 0
    assert client_of(territorial).get(PATHS[0]).content.decode().count("EPM de Gramat") == 1


def test_page_shows_no_name(client_of, coordinator, learners):
    for path in PATHS[:2]:
        assert "Jeanne" not in client_of(coordinator).get(path, {"territoire": "1"}).content.decode()


def test_figures_are_downloaded(client_of, coordinator, learners):
    responses = [client_of(coordinator).get(path) for path in PATHS[1:]]
    assert [response.headers["Content-Type"].partition(";")[0] for response in responses] == [
        "text/csv",
        "application/vnd.oasis.opendocument.spreadsheet",
    ]


def test_empty_network_shows_a_message(client_of, coordinator, b2i_adultes):
    assert client_of(coordinator).get(PATHS[0]).content.decode().count("Aucun livret") == 1


@pytest.mark.parametrize("path", PATHS)
def test_others_cannot_read_figures(client_of, animator, learners, path):
    for person in (animator, learners[0].learner.member):
        assert client_of(person).get(path).status_code == 404
    assert Client().get(path).status_code == 302
