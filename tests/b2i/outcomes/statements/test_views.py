"""Tests of the pages of statements."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.services import issue_statement, revoke_statement
from reseau.people.members.models.position import Position
from tests.b2i.validation_builder import validate_skills
from tests.factories.reseau import PositionFactory
from tests.factories.statements import StatementFactory

pytestmark = pytest.mark.django_db
MINE = "/b2i/mon-livret/releves/"


@pytest.fixture
def statement(record, animator):
    validate_skills(record, "D1.1")
    return issue_statement(record=record, by=animator)


def list_path(record) -> str:
    return f"/b2i/livrets/{record.learner.pk}/releves/"


def paths(statement) -> dict[str, str]:
    statement_path = f"/b2i/releves/{statement.pk}/"
    return {name: f"{statement_path}{name}" for name in ("releve.pdf", "badge.jwt", "montre/", "annuler/")}


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_animator_issues_and_prints_statement(client_of, animator, record):
    validate_skills(record, "D1.1")
    client = client_of(animator)
    page = client.post(f"{list_path(record)}nouveau/", follow=True).content.decode()
    statement = Statement.objects.get()
    assert page.count(paths(statement)["releve.pdf"]) == 1
    response = client.get(paths(statement)["releve.pdf"])
    assert response.headers["Content-Type"] == "application/pdf"
    assert "Jeanne Delpech" in PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_learner_issues_statement_and_downloads_paper_and_badge(client_of, record):
    validate_skills(record, "D1.1")
    client = client_of(record.learner.member)
    assert client.post(f"{MINE}nouveau/", follow=True).status_code == 200
    statement = Statement.objects.get()
    assert client.get(paths(statement)["releve.pdf"]).status_code == 200
    badge = client.get(paths(statement)["badge.jwt"])
    assert (badge.status_code, badge.headers["Content-Type"]) == (200, "application/vc+jwt")
    assert badge.content.count(b".") == 2
    assert statement.grouped_number in badge.headers["Content-Disposition"]


def test_learner_and_animator_each_have_their_own_page_of_statements(client_of, animator, record):
    validate_skills(record, "D1.1")
    readers = [
        (record.learner.member, MINE, "/b2i/mon-livret/", "Un papier à montrer."),
        (animator, list_path(record), record.learner.get_absolute_url(), "Ce qui est validé dans le livret de Jeanne"),
    ]
    empty = ["quand vous voulez montrer ce que vous savez faire,", "quand la personne veut montrer"]
    purposes = ["Un relevé sert à montrer ce que vous savez faire", "Un relevé sert à la personne"]

    for number, (reader, path, up, lead) in enumerate(readers):
        client = client_of(reader)
        text = client.get(path).content.decode()
        assert [text.count(words) for words in (lead, f'action="{path}nouveau/"')] == [1, 1]
        assert text.count(f'href="{up}"') >= 2
        for words in (empty, purposes):
            assert [text.count(each) for each in words] == [int(index == number) for index in range(2)]

    issue_statement(record=record, by=animator)
    for number, (reader, path, *_) in enumerate(readers):
        text = client_of(reader).get(path).content.decode()
        assert (text.count("Aucun relevé pour l’instant"), text.count("Annuler ce relevé")) == (0, number)


def test_list_says_which_statement_is_revoked_and_what_each_shows(client_of, animator, record, statement):
    Statement.objects.update(shows="full")
    other = StatementFactory(record=record)
    revoke_statement(statement=other, reason="Erreur de saisie", by=animator)
    text = client_of(animator).get(list_path(record)).content.decode()
    assert re.findall(r'<option value="(\w+)" selected>', text) == ["full"]
    assert [text.count(words) for words in ("Annulé le", "Erreur de saisie", ">Imprimer<", "Open Badge 3.0")] == [
        1
    ] * 3 + [1]


def test_nothing_validated_is_explained(client_of, animator, record):
    page = client_of(animator).post(f"{list_path(record)}nouveau/", follow=True).content.decode()
    assert page.count("Aucune compétence n’est encore validée") == 1
    assert not Statement.objects.exists()


def test_learner_chooses_shown_name(client_of, statement):
    client = client_of(statement.learner.member)
    assert client.post(paths(statement)["montre/"], {"shows": "full"}).url == MINE
    assert client.post(paths(statement)["montre/"], {"shows": "everything"}).url == MINE
    statement.refresh_from_db()
    assert statement.shows == "full"


def test_statement_is_revoked_with_reason(client_of, animator, statement, record):
    client, path = client_of(animator), paths(statement)["annuler/"]
    assert client.get(path).status_code == 200
    response = client.post(path, {"reason": ""})
    assert (response.status_code, response.content.decode().count("Dites pourquoi")) == (422, 2)
    assert client.post(path, {"reason": "Erreur"}).url == list_path(record)
    assert client.get(paths(statement)["releve.pdf"]).status_code == 404
    assert client.get(paths(statement)["badge.jwt"]).status_code == 404
    assert client.get(list_path(record)).content.decode().count("Erreur") == 1


def test_learner_cannot_revoke_statement(client_of, statement):
    assert client_of(statement.learner.member).post(paths(statement)["annuler/"], {"reason": "x"}).status_code == 404


def test_other_members_cannot_read_or_change_statement(
    client_of, record, statement, animator, stranger, territorial, coordinator, other_record, other_epm
):
    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))
    PositionFactory(member=animator, epm=other_epm)
    for person in (animator, stranger, territorial, coordinator, other_record.learner.member):
        client = client_of(person)
        for path in (list_path(record), *paths(statement).values()):
            assert client.get(path).status_code in {404, 405}, (person, path)
        for path in (f"{list_path(record)}nouveau/", paths(statement)["montre/"], paths(statement)["annuler/"]):
            assert client.post(path, {"shows": "full", "reason": "x"}).status_code == 404, (person, path)
    statement.refresh_from_db()
    assert (statement.shows, statement.is_in_force) == ("nothing", True)


def test_visitor_is_redirected_to_login(record, statement):
    for path in (list_path(record), MINE, *paths(statement).values()):
        assert Client().get(path).status_code == 302, path


def test_query_count_is_same_for_one_and_many_statements(client_of, animator, record, statement):
    client = client_of(animator)
    queries(client, list_path(record))  # the first opening of the day is noted, in one query more
    with_one = queries(client, list_path(record))
    StatementFactory.create_batch(3, record=record)
    revoke_statement(statement=statement, reason="Erreur", by=animator)
    assert queries(client, list_path(record)) == with_one <= 8
