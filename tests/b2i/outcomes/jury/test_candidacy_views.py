"""Tests of the candidacy pages of a learner."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.services import ALREADY, NOT_READY
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(record):
    return f"/b2i/livrets/{record.learner.pk}/jury/"


def test_missing_skills_are_shown_and_candidacy_is_refused(client_of, animator, record, path, messages_of):
    validate_skills(record, "D1.1")
    page = client_of(animator).get(path).content.decode()
    assert page.count("il en manque 2") == 1
    assert page.count("demande/") == 0
    response = client_of(animator).post(f"{path}demande/", {"agreement": "on"}, follow=True)
    assert (messages_of(response), Candidacy.objects.count()) == ([NOT_READY], 0)


def test_second_request_says_that_there_is_one(client_of, animator, record, path, messages_of):
    validate_skills(record, *ENOUGH)
    client = client_of(animator)
    client.post(f"{path}demande/", {"agreement": "on"})
    response = client.post(f"{path}demande/", {"agreement": "on"}, follow=True)
    assert (messages_of(response)[1:], Candidacy.objects.count()) == ([ALREADY], 1)


def test_candidacy_needs_agreement_and_can_be_withdrawn(client_of, animator, record, path):
    validate_skills(record, *ENOUGH)
    client = client_of(animator)
    response = client.post(f"{path}demande/", {})
    assert (response.status_code, response.content.decode().count("Sans sa demande")) == (422, 2)
    assert client.post(f"{path}demande/", {"agreement": "on"}).url == path
    assert Candidacy.objects.get().noted_by == animator
    assert client.get(path).content.decode().count("La coordination choisira une session") == 1
    assert client.post(f"{path}retrait/").url == path
    assert Candidacy.objects.get().withdrawn_by == animator
    assert client.post(f"{path}retrait/").status_code == 404


def test_decision_is_shown(client_of, animator, record, path):
    validate_skills(record, *ENOUGH)
    CandidacyFactory(record=record, delivered=True, act="n° 12")
    page = client_of(animator).get(path).content.decode()
    assert (page.count("Brevet délivré par le recteur"), page.count("demande/")) == (1, 0)


def test_file_is_printed_and_downloaded(client_of, animator, record, path):
    validate_skills(record, "D1.1")
    client = client_of(animator)
    assert client.get(f"{path}dossier.pdf").headers["Content-Type"] == "application/pdf"
    archive = client.get(f"{path}dossier.zip")
    assert archive.headers["Content-Type"] == "application/zip"
    assert b"".join(archive.streaming_content)[:2] == b"PK"


def test_other_members_cannot_read_file(client_of, stranger, territorial, coordinator, record, other_record, path):
    validate_skills(record, *ENOUGH)
    CandidacyFactory(record=record, jury=JurySessionFactory())
    for person in (stranger, territorial, coordinator, record.learner.member, other_record.learner.member):
        client = client_of(person)
        for address in (path, f"{path}dossier.pdf", f"{path}dossier.zip"):
            assert client.get(address).status_code == 404, (person, address)
        for address in (f"{path}demande/", f"{path}retrait/"):
            assert client.post(address, {"agreement": "on"}).status_code == 404, (person, address)
    assert Client().get(path).status_code == 302


def test_query_count_is_same_for_one_and_fifteen_skills(client_of, animator, record, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    client = client_of(animator)
    validate_skills(record, "D1.4")
    queries()  # the first opening of the day is noted, in one query more
    with_one = queries()
    validate_skills(record, *ENOUGH)
    assert queries() == with_one <= 12
