"""Tests that rows of other concepts and apps move with a merged learner."""

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from b2i.duplicates import services
from b2i.duplicates.merge_plan import not_moved, pointers
from b2i.evidence.models import EvidenceFile
from b2i.learners.models.learner import Learner
from b2i.records.models import Record
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, GroupSessionFactory, LearnerFactory, RecordFactory
from tests.factories.statements import StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(record, epm):
    """Second record of Jeanne."""
    return RecordFactory(learner=LearnerFactory(epm=epm), framework=record.framework)


@pytest.fixture
def merge(record, twin, animator):
    return lambda: services.merge(kept=record.learner, absorbed=twin.learner, merged_by=animator)


def test_shared_group_session_lists_learner_once(record, twin, merge, animator):
    both, one = GroupSessionFactory(), GroupSessionFactory()
    both.learners.set([record.learner, twin.learner])
    one.learners.set([twin.learner])
    done = merge()
    assert [set(session.learners.all()) for session in (both, one)] == [{record.learner}] * 2
    services.undo_merge(merge=done, undone_by=animator)
    assert (both.learners.count(), one.learners.get()) == (2, twin.learner)


def test_double_presence_in_session_does_not_keep_second_account(record, twin, merge):
    GroupSessionFactory().learners.set([record.learner, twin.learner])
    merge()
    with freeze_time(timezone.now() + timedelta(days=31)):
        assert services.settle_merges() == 1


def test_files_move_with_their_evidence(record, twin, merge):
    kept = EvidenceFileFactory(evidence=EvidenceFactory(record=twin))
    merge()
    assert EvidenceFile.objects.get(evidence__record=record) == kept


def test_statements_move_with_record(record, twin, merge, animator):
    statement = StatementFactory(record=twin)
    done = merge()
    statement.refresh_from_db()
    assert statement.record == record
    services.undo_merge(merge=done, undone_by=animator)
    statement.refresh_from_db()
    assert statement.record == twin


def test_every_pointer_moves_or_is_listed_as_not_moved():
    found = {model for target in (Learner, Record) for model, _ in pointers(target)}
    related = {
        relation.related_model
        for target in (Learner, Record)
        for relation in target._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert related - found == {model for model in not_moved() if model in related}
