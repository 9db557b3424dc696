"""Tests of the issue and revocation of statements."""

import secrets

import pytest
from django.core.exceptions import ValidationError

from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.models import BADGE_PLACES, Statement
from b2i.outcomes.statements.services import NOTHING_VALIDATED, choose_shown_name, issue_statement, revoke_statement
from tests.b2i.validation_builder import validate_skills

pytestmark = pytest.mark.django_db


def skill_codes(statement) -> list[str]:
    statement = Statement.objects.with_record().get(pk=statement.pk)
    return [validation.skill.code for validation in statement.validations.all()]


def test_statement_holds_validated_skills_only(record, animator):
    validate_skills(record, "D2.1", "D1.2")
    validate_skills(record, "D3.1", returned=True)
    assert skill_codes(issue_statement(record=record, by=animator)) == ["D1.2", "D2.1"]


def test_statement_without_validation_is_refused(record, animator):
    validate_skills(record, "D3.1", returned=True)
    with pytest.raises(ValidationError) as refusal:
        issue_statement(record=record, by=animator)
    assert refusal.value.messages == [NOTHING_VALIDATED]


def test_same_statement_is_issued_once(record, animator):
    validate_skills(record, "D1.1")
    assert issue_statement(record=record, by=animator) == issue_statement(record=record, by=record.learner.member)
    assert Statement.objects.count() == 1


def test_later_validation_gives_new_statement_and_keeps_first(record, animator):
    validate_skills(record, "D1.1")
    first = issue_statement(record=record, by=animator)
    validate_skills(record, "D1.2")
    second = issue_statement(record=record, by=animator)
    assert (skill_codes(first), skill_codes(second), first.is_in_force) == (["D1.1"], ["D1.1", "D1.2"], True)
    assert first.number != second.number


def test_revoked_statement_has_reason_and_can_be_replaced(record, animator):
    validate_skills(record, "D1.1")
    statement = issue_statement(record=record, by=animator)
    revoked = revoke_statement(statement=statement, reason="Erreur de personne", by=animator)
    assert (revoked.is_in_force, revoked.revoke_reason, revoked.revoked_by) == (False, "Erreur de personne", animator)
    with pytest.raises(ValidationError):
        revoke_statement(statement=statement, reason="Encore", by=animator)
    assert issue_statement(record=record, by=animator).number != statement.number


def test_learner_chooses_shown_name(record, animator):
    validate_skills(record, "D1.1")
    statement = issue_statement(record=record, by=animator)
    choose_shown_name(statement=statement, shows=StatementShownName.FULL)
    assert Statement.objects.get().shown_name == "Jeanne Delpech"


def test_two_badges_never_share_place(record, other_record, animator, monkeypatch):
    """With a few hundred badges, a draw already gives the same place twice."""
    draws = iter([7, 7, 7, 9])
    randbelow = secrets.randbelow
    monkeypatch.setattr(secrets, "randbelow", lambda end: next(draws) if end == BADGE_PLACES else randbelow(end))
    for badge_record in (record, other_record):
        validate_skills(badge_record, "D1.1")
        issue_statement(record=badge_record, by=animator)
    assert sorted(Statement.objects.values_list("badge_place", flat=True)) == [7, 9]
