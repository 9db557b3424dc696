"""Tests of the models of the jury: visibility and constraints."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.privacy.rights.models import Limitation
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy(record):
    return CandidacyFactory(record=record)


def test_candidacy_is_visible_to_learner_followers_and_coordinators(candidacy, animator, coordinator):
    for reader in (candidacy.learner.member, animator, coordinator):
        assert list(Candidacy.objects.visible_to(reader)) == [candidacy]


def test_candidacy_is_not_visible_to_others(candidacy, stranger, territorial, other_record):
    for reader in (stranger, territorial, other_record.learner.member, AnonymousUser()):
        assert list(Candidacy.objects.visible_to(reader)) == [], reader


def test_withdrawn_candidacy_is_hidden_from_coordinators(candidacy, animator, coordinator):
    Candidacy.objects.update(withdrawn_on=timezone.localdate())
    assert list(Candidacy.objects.visible_to(coordinator)) == []
    assert list(Candidacy.objects.visible_to(animator)) == [candidacy]


def test_candidacy_of_record_put_aside_is_visible_to_learner_only(candidacy, animator, coordinator):
    Limitation.objects.create(learner=candidacy.learner, asked_by=candidacy.learner.member)
    assert [list(Candidacy.objects.visible_to(reader)) for reader in (animator, coordinator)] == [[], []]
    assert list(Candidacy.objects.visible_to(candidacy.learner.member)) == [candidacy]


def test_sessions_and_archives_are_for_coordinators(candidacy, animator, territorial, coordinator):
    jury = JurySessionFactory()
    dossier = JuryDossier.objects.create(jury=jury)
    assert list(JurySession.objects.visible_to(coordinator)) == [jury]
    assert list(JuryDossier.objects.visible_to(coordinator)) == [dossier]
    for reader in (animator, territorial, candidacy.learner.member, AnonymousUser()):
        assert not JurySession.objects.visible_to(reader).exists()
        assert not JuryDossier.objects.visible_to(reader).exists()


def is_refused(**fields) -> bool:
    try:
        with transaction.atomic():
            CandidacyFactory(**fields)
    except IntegrityError:
        return True
    return False


def test_database_refuses_inconsistent_candidacies(record, candidacy):
    today, jury = timezone.localdate(), JurySessionFactory(past=True)
    assert is_refused(record=record)
    candidacy.delete()
    assert is_refused(record=record, decision="delivered", decided_on=today)
    assert is_refused(record=record, decision="delivered", jury=jury)
    assert is_refused(record=record, decided_on=today)
    assert is_refused(record=record, withdrawn_on=today, jury=jury)
    assert not is_refused(record=record, delivered=True)
    assert is_refused(record=record, delivered=True)
    assert not is_refused(record=record, jury=jury, decision="refused", decided_on=today)


def test_session_cannot_be_noted_twice():
    jury = JurySessionFactory()
    with pytest.raises(IntegrityError):
        JurySessionFactory(held_on=jury.held_on, place=jury.place)


def test_jury_is_past_the_day_after():
    today = timezone.localdate()
    days = (today, today - timedelta(days=1))
    assert [JurySessionFactory.build(framework=None, held_on=day).is_past for day in days] == [False, True]
