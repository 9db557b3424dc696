"""Test of the migration that brings back, beside their proposal, lines that a merge of before moved away from it."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal, Validation
from tests.factories.b2i import EvidenceFactory, LearnerFactory, RecordFactory
from tests.factories.validation import ProposalFactory, ValidationFactory

STEPS = "0043_lines_beside_their_proposals", "0044_facts_of_that_skill"


@pytest.mark.night("goes back before a migration, and forth")
@pytest.mark.django_db(transaction=True)
def test_lines_moved_by_a_merge_come_back_with_every_proposal_on_them(settings, record, skill):
    settings.MIGRATION_MODULES = {}  # also where the tables of the tests are made without migrations
    other_record = RecordFactory(learner=LearnerFactory(epm=record.learner.epm), framework=record.framework)
    ValidationFactory(proposal=ProposalFactory(record=record, skill=skill))
    second = ValidationFactory(proposal=ProposalFactory(record=other_record, skill=skill))
    lines = {"evidence": second.proposal.evidence, "earlier_evidence": second.proposal.earlier_evidence}
    returned = ValidationFactory(proposal=ProposalFactory(record=other_record, skill=skill, **lines), returned=True)
    moved_line = EvidenceFactory(record=other_record, skill=skill)
    loader = MigrationLoader(connection, replace_migrations=False)
    migrations = [loader.get_migration("b2i", name) for name in STEPS]
    states = [loader.project_state(("b2i", "0038_names_in_accreditations"))]
    states.append(migrations[0].mutate_state(states[0], preserve=True))

    with connection.schema_editor() as editor:
        migrations[1].unapply(states[1].clone(), editor)
    # As merges were: everything leaves but the second validation and its proposal.
    own_rows = {Evidence: {}, Proposal: {"pk": returned.proposal_id}, Validation: {"pk": returned.pk}}
    for model, which in own_rows.items():
        model._base_manager.filter(record=other_record, **which).update(record=record)
    for migration, state in zip(migrations, states, strict=True):
        with connection.schema_editor() as editor:
            migration.apply(state.clone(), editor)

    def keys(each: Record) -> set[int]:
        return set(each.evidence.values_list("pk", flat=True))

    assert set(other_record.proposals.all()) == {second.proposal, returned.proposal}
    assert set(other_record.validations.all()) == {second, returned}
    assert keys(other_record) == {line.pk for line in lines.values()}
    assert moved_line.pk in keys(record)
