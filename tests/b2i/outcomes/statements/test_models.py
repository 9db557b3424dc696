"""Tests of statements: visibility, shown name, constraints."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from b2i.outcomes.statements.models import BADGE_PLACES, Statement
from reseau.people.members.models.position import Position
from tests.factories.statements import StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(record):
    return StatementFactory(record=record)


def test_statement_is_visible_to_learner_and_followers(statement, animator, colleague):
    for reader in (statement.learner.member, animator, colleague):
        assert list(Statement.objects.visible_to(reader)) == [statement]


def test_statement_is_not_visible_to_others(statement, other_record, stranger, territorial, coordinator, animator):
    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))
    for reader in (stranger, territorial, coordinator, animator, other_record.learner.member, AnonymousUser()):
        assert list(Statement.objects.visible_to(reader)) == [], reader


@pytest.mark.parametrize(("shows", "shown_name"), [("nothing", ""), ("initials", "J. D."), ("full", "Jeanne Delpech")])
def test_check_shows_what_learner_allows(statement, shows, shown_name):
    statement.shows = shows
    assert statement.shown_name == shown_name


def test_nothing_is_shown_by_default(statement):
    assert (statement.shows, statement.shown_name) == ("nothing", "")


def test_revocation_needs_reason(statement):
    with pytest.raises(IntegrityError):
        Statement.objects.filter(pk=statement.pk).update(revoked_at=timezone.now())


def test_address_is_public_and_badge_hides_number(statement):
    assert statement.get_absolute_url() == f"/attestations/{statement.grouped_number}/"
    assert statement.number not in str(statement.badge_id)
    assert 0 <= statement.badge_place < BADGE_PLACES
