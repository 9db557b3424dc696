"""Tests of the pages of versions: for coordinators alone; the preview says what changes, and for how many."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.models.framework import Framework
from b2i.outcomes.adoption.models import ProposedVersion
from tests.factories.b2i import EvidenceFactory, LearnerFactory, RecordFactory, skill_of

pytestmark = pytest.mark.django_db
VERSIONS = "/b2i/versions/"


@pytest.fixture
def bring(client_of, coordinator, tree, as_file):
    """`bring(changes)`: the answer to a file of the coordinator."""

    def post(**changes):
        file = SimpleUploadedFile("essai.json", as_file(tree | changes), "application/json")
        return client_of(coordinator).post(VERSIONS, {"file": file})

    return post


def test_file_is_previewed_then_adopted(bring, client_of, coordinator, record, epm):
    EvidenceFactory(record=record, skill=skill_of(record, "D2.1"))
    for _ in range(5):
        other = RecordFactory(learner=LearnerFactory(epm=epm), framework=record.framework)
        EvidenceFactory(record=other, skill=skill_of(record, "D1.2"))
    address = bring().url
    client = client_of(coordinator)
    page = " ".join(client.get(address).text.split())
    for words in (
        "Ajoutées (1)",
        "Retirées, sans équivalent (1)",
        "Reprises en partie, partagées ou réunies (3)",
        "Réécrites (1)",
        "Inchangées (13)",
        "<b>6</b> livrets sur la version en usage",
        "Personnes qui y ont une preuve : 5",
        "Personnes qui y ont une preuve : moins de 5",
        "D2.9 Parler à un assistant",
        '→ D1.9 Ranger hors de son poste <span class="soft">en est une partie',
    ):
        assert page.count(words) == 1, words
    refused = client.post(address)
    assert (refused.status_code, refused.text.count("Relisez ce qui change, puis cochez cette case.")) == (422, 2)
    assert Framework.objects.record_base() == record.framework
    assert client.post(address, {"is_read": "on"}).url == address
    assert Framework.objects.record_base().slug == "b2i-adultes-2027"
    assert client.get(address).text.count("Adoptée") == 2
    assert client.get(VERSIONS).text.count("Sert aux nouveaux livrets") == 1


def test_file_with_a_skill_unanswered_is_refused_beside_the_field(bring, tree):
    links = {code: told for code, told in tree["correspondances"].items() if code != "D5.3"}
    response = bring(correspondances=links)
    assert (response.status_code, response.text.count("dites ce qui répond à D5.3")) == (422, 2)
    assert not ProposedVersion.objects.exists()


def test_version_is_set_aside_and_stays_in_the_list(bring, client_of, coordinator):
    address = bring().url
    client = client_of(coordinator)
    assert client.post(f"{address}ecarter/", follow=True).text.count("Écartée") == 1
    assert client.get(address).text.count("Adopter") == 0


def test_template_is_the_framework_in_use(client_of, coordinator, b2i_adultes):
    response = client_of(coordinator).get(f"{VERSIONS}modele.json")
    tree = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="b2i-adultes-2012-modele.json"'
    assert tree["domaines"][0]["competences"][0]["code"] == "D1.1"


def test_others_find_no_page(bring, client_of, animator, territorial, stranger, learner):
    address = bring().url
    clients = [client_of(person) for person in (animator, territorial, stranger, learner.member)]
    for path in (VERSIONS, f"{VERSIONS}modele.json", address, f"{address}ecarter/"):
        for client in clients:
            assert (client.get(path).status_code, client.post(path, {"is_read": "on"}).status_code) == (404, 404), path
        assert Client().get(path).status_code == 302
    assert ProposedVersion.objects.awaiting().count() == 1


def test_pages_keep_the_budget_of_queries(bring, client_of, coordinator, record, epm):
    addresses = [bring(identifiant=f"b2i-{rank}").url for rank in range(3)]
    client = client_of(coordinator)

    def queries() -> list[int]:
        counts = []
        for path in (VERSIONS, addresses[0]):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        return counts

    before = queries()
    EvidenceFactory.create_batch(3, record=record)
    bring(identifiant="b2i-encore")
    assert queries() == before
    assert max(before) <= 12
