"""Tests of the public check of a statement."""

import pytest
from django.core.cache import cache

from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.services import choose_shown_name, issue_statement, revoke_statement
from tests.b2i.validation_builder import validate_skills

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(record, animator):
    cache.clear()
    validate_skills(record, "D1.1", "D2.3")
    return issue_statement(record=record, by=animator)


def page_text(client, statement) -> str:
    response = client.get(statement.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_visitor_sees_skills_and_no_name_by_default(client, statement):
    text = page_text(client, statement)
    for expected in ("Relevé valable", "2 compétences validées", "D2.3", "seul le recteur la délivre"):
        assert text.count(expected) == 1, expected
    private_words = ("Jeanne", "Delpech", "J. D.", statement.learner.card_number, str(statement.learner.epm))
    assert [word for word in private_words if word in text] == []


@pytest.mark.parametrize(
    ("shows", "shown_name", "hidden_name"),
    [(StatementShownName.INITIALS, "J. D.", "Delpech"), (StatementShownName.FULL, "Jeanne Delpech", "J. D.")],
)
def test_learner_chooses_shown_name(client, statement, shows, shown_name, hidden_name):
    choose_shown_name(statement=statement, shows=shows)
    text = page_text(client, statement)
    assert (text.count(shown_name), text.count(hidden_name)) == (1, 0)


def test_revoked_statement_hides_its_content(client, statement, animator):
    choose_shown_name(statement=statement, shows=StatementShownName.FULL)
    revoke_statement(statement=statement, reason="Raison privée", by=animator)
    text = page_text(client, statement)
    assert text.count("Ce relevé est annulé") == 1
    assert [word for word in ("Delpech", "D2.3", "Raison privée") if word in text] == []


def test_query_count_is_constant_for_any_number_of_skills(client, record, animator, django_assert_num_queries):
    cache.clear()
    for codes in (["D1.1"], ["D1.2", "D2.1", "D3.1"]):
        validate_skills(record, *codes)
        statement = issue_statement(record=record, by=animator)
        with django_assert_num_queries(6):  # one for the menu of visitors, two for papers of other kinds
            page_text(client, statement)
