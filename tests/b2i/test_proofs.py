"""What anybody reads of a statement whose number is in her hands."""

import pytest
from django.core.cache import cache

from b2i.statements.enums import ShownName
from b2i.statements.services import choose_shown_name, issue_statement, revoke_statement
from tests.b2i.validated import validated

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(record, animator):
    cache.clear()
    validated(record, "D1.1", "D2.3")
    return issue_statement(record=record, by=animator)


def page(client, statement) -> str:
    answer = client.get(statement.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_a_visitor_reads_the_skills_and_no_name_unless_the_learner_says_so(client, statement):
    text = page(client, statement)
    for expected in ("Relevé valable", "2 compétences validées", "D2.3", "seul le recteur la délivre"):
        assert text.count(expected) == 1, expected
    leaks = ("Jeanne", "Delpech", "J. D.", statement.learner.card_number, str(statement.learner.epm))
    assert [word for word in leaks if word in text] == []


@pytest.mark.parametrize(
    ("shows", "seen", "hidden"),
    [(ShownName.INITIALS, "J. D.", "Delpech"), (ShownName.FULL, "Jeanne Delpech", "J. D.")],
)
def test_the_learner_says_what_is_shown_of_her_name(client, statement, shows, seen, hidden):
    choose_shown_name(statement=statement, shows=shows)
    text = page(client, statement)
    assert (text.count(seen), text.count(hidden)) == (1, 0)


def test_one_that_was_revoked_says_so_and_hides_the_rest(client, statement, animator):
    choose_shown_name(statement=statement, shows=ShownName.FULL)
    revoke_statement(statement=statement, reason="Raison privée", by=animator)
    text = page(client, statement)
    assert text.count("Ce relevé est annulé") == 1
    assert [word for word in ("Delpech", "D2.3", "Raison privée") if word in text] == []


def test_it_costs_the_same_with_one_skill_and_many(client, record, animator, django_assert_num_queries):
    cache.clear()
    for codes in (["D1.1"], ["D1.2", "D2.1", "D3.1"]):
        validated(record, *codes)
        statement = issue_statement(record=record, by=animator)
        with django_assert_num_queries(3):
            page(client, statement)
