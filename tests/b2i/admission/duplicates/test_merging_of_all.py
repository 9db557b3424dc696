"""Tests that rows of other concepts and apps move with a merged learner."""

import pytest

from b2i.admission.duplicates import services
from b2i.admission.duplicates.merge_plan import not_moved, pointers
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import settle_merges
from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Record
from tests.clock import freeze_time
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, GroupSessionFactory, LearnerFactory, RecordFactory
from tests.factories.statements import StatementFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def duplicate(record, epm):
    """Second record of Jeanne."""
    return RecordFactory(learner=LearnerFactory(epm=epm), framework=record.framework)


@pytest.fixture
def merge(record, duplicate, animator):
    return lambda: services.merge(kept=record.learner, absorbed=duplicate.learner, merged_by=animator)


def test_shared_group_session_lists_learner_once(record, duplicate, merge, animator):
    shared_session, own_session = GroupSessionFactory(), GroupSessionFactory()
    shared_session.learners.set([record.learner, duplicate.learner])
    own_session.learners.set([duplicate.learner])
    completed_merge = merge()
    assert [set(session.learners.all()) for session in (shared_session, own_session)] == [{record.learner}] * 2
    services.undo_merge(merge=completed_merge, undone_by=animator)
    assert (shared_session.learners.count(), own_session.learners.get()) == (2, duplicate.learner)


def test_double_presence_in_session_does_not_keep_second_account(record, duplicate, merge):
    GroupSessionFactory().learners.set([record.learner, duplicate.learner])
    merge()
    with freeze_time(days_from_now(31)):
        assert settle_merges() == 1


def test_files_move_with_their_evidence(record, duplicate, merge):
    file = EvidenceFileFactory(evidence=EvidenceFactory(record=duplicate))
    merge()
    assert EvidenceFile.objects.get(evidence__record=record) == file


def test_statements_move_with_record(record, duplicate, merge, animator):
    statement = StatementFactory(record=duplicate)
    completed_merge = merge()
    statement.refresh_from_db()
    assert statement.record == record
    services.undo_merge(merge=completed_merge, undone_by=animator)
    statement.refresh_from_db()
    assert statement.record == duplicate


def test_every_pointer_moves_or_is_listed_as_not_moved():
    moved_models = {model for target in (Learner, Record) for model, _ in pointers(target)}
    related_models = {
        relation.related_model
        for target in (Learner, Record)
        for relation in target._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert related_models - moved_models == {model for model in not_moved() if model in related_models}
