"""Tests of the page of a learner's own record."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.models.framework import Domain
from b2i.records.models import Positioning
from tests.factories.b2i import DomainFactory, EvidenceFactory, PositioningFactory, skill_of

pytestmark = pytest.mark.django_db
PATH = "/b2i/mon-livret/"


@pytest.fixture
def client(client_of, record):
    return client_of(record.learner.member)


def domain(code: str) -> Domain:
    return Domain.objects.get(code=code, framework__is_record_base=True)


def test_record_uses_plain_words(client, record):
    EvidenceFactory.create_batch(2, record=record, text="A nommé l’écran et la souris")
    page = client.get(PATH).content.decode()
    assert page.count("Bonjour Jeanne") == 1
    assert page.count('aria-label="1 pratiquée sur 4"') == 1
    assert page.count("Encore 2 à pratiquer") == 1
    assert page.count("L’ordinateur et mes fichiers") >= 1
    assert page.count("A nommé l’écran et la souris") == 1


def test_beginner_finds_first_questions_open(client):
    page = client.get(PATH).content.decode()
    assert page.count('<details class="fold" open>') == 1
    assert page.count("Commencez par le premier domaine") == 1


def test_learner_with_answers_finds_questions_closed(client, record):
    PositioningFactory(record=record)
    assert client.get(PATH).content.decode().count(" open>") == 0


def test_each_skill_offers_three_answers(client, record):
    PositioningFactory(record=record, level="helped")
    page = client.get(PATH).content.decode()
    assert (page.count('type="radio"'), page.count(" checked")) == (54, 1)


def test_page_is_light(client):
    assert len(client.get(PATH).content) < 30_000


def test_query_count_is_same_for_one_and_thirty_lines(client, record):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PATH)
        return len(captured)

    EvidenceFactory(record=record)
    PositioningFactory(record=record)
    with_one = queries()
    EvidenceFactory.create_batch(29, record=record)
    PositioningFactory.create_batch(29, record=record)
    assert queries() == with_one <= 12


def test_answers_of_domain_are_saved(client, record, skill):
    response = client.post(f"{PATH}{domain('D1').pk}/", {f"competence-{skill.pk}": "alone"})
    assert response["Location"] == "/b2i/mon-livret/?domaine=D1#d1"
    assert [(positioning.skill, positioning.level) for positioning in record.positionings.all()] == [(skill, "alone")]
    assert client.get(response["Location"]).content.decode().count("C’est enregistré. Merci") == 1


def test_same_answers_sent_again_add_nothing(client, skill):
    for _ in range(2):
        client.post(f"{PATH}{domain('D1').pk}/", {f"competence-{skill.pk}": "alone"})
    assert Positioning.objects.count() == 1


def test_answers_for_other_domain_are_ignored(client, record):
    skill_of_other_domain = skill_of(record, "D2.1")
    client.post(f"{PATH}{domain('D1').pk}/", {f"competence-{skill_of_other_domain.pk}": "alone"})
    assert Positioning.objects.count() == 0


def test_unknown_answer_is_refused(client, skill):
    response = client.post(f"{PATH}{domain('D1').pk}/", {f"competence-{skill.pk}": "expert"}, follow=True)
    assert response.content.decode().count("Choisissez une des trois réponses") == 1
    assert Positioning.objects.count() == 0


def test_domain_of_other_framework_is_not_found(client):
    assert client.post(f"{PATH}{DomainFactory().pk}/").status_code == 404


def test_learner_answers_in_own_record_only(client, record, other_record, skill):
    client.post(f"{PATH}{domain('D1').pk}/", {f"competence-{skill.pk}": "alone", "record": other_record.pk})
    assert [positioning.record for positioning in Positioning.objects.all()] == [record]


def test_learner_does_not_see_other_record(client, other_record):
    EvidenceFactory(record=other_record, text="Secret de Rosalie")
    assert client.get(PATH).content.decode().count("Secret de Rosalie") == 0


@pytest.mark.parametrize("person", ["animator", "territorial", "coordinator"])
def test_members_of_network_have_no_own_record(request, client_of, record, person):
    client = client_of(request.getfixturevalue(person))
    assert client.get(PATH).status_code == 404
    assert client.post(f"{PATH}{domain('D1').pk}/").status_code == 404


def test_visitor_is_redirected_to_login(record):
    assert Client().get(PATH).status_code == 302
    assert Client().post(f"{PATH}{domain('D1').pk}/").status_code == 302
    assert Positioning.objects.count() == 0


def test_answers_require_post(client):
    assert client.get(f"{PATH}{domain('D1').pk}/").status_code == 405
