"""Test of the migration to two facts: a site of the release before keeps every status, and gets its marks."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from b2i.records.models import Evidence, Record
from b2i.records.progress.enums import SkillStatus
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.validation.models.validation import Proposal, Validation
from tests.factories.b2i import EvidenceFactory, GroupSessionFactory, skill_of
from tests.factories.validation import ProposalFactory, ValidationFactory

STEPS = "0031_facts", "0032_former_rule", "0033_two_facts", "0044_facts_of_that_skill"
NEW_FIELDS = {"evidence": {"is_fact", "situation", "help_given", "fact_on"}}
RULE_FIELDS = {"earlier_evidence_id", "fact_on", "earlier_fact_on", "under_former_rule"}


def go_back_and_forth() -> None:
    """Take the tables back to the release before, which drops what it does not know, then forth again."""
    loader = MigrationLoader(connection, replace_migrations=False)
    migrations = [loader.get_migration("b2i", name) for name in STEPS]
    states = [loader.project_state(("b2i", "0023_card_events"))]
    for migration in migrations:
        states.append(migration.mutate_state(states[-1], preserve=True))
    for migration, state in reversed(list(zip(migrations, states, strict=False))):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.unapply(state.clone(), editor)
    for migration, state in zip(migrations, states, strict=False):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.apply(state.clone(), editor)


def rows(model) -> list[dict]:
    """Return the rows without the fields of the rule."""
    new_fields = RULE_FIELDS | NEW_FIELDS["evidence"]
    return [
        {name: value for name, value in row.items() if name not in new_fields}
        for row in model._base_manager.order_by("pk").values()
    ]


def statuses(record: Record) -> dict[str, SkillStatus]:
    sheets = [sheet for domain in build_record_sheet(record).domains for sheet in domain.skills]
    return {sheet.skill.code: sheet.status for sheet in sheets if sheet.status != SkillStatus.NOT_SEEN}


@pytest.mark.night("goes back before a migration, and forth")
@pytest.mark.django_db(transaction=True)
def test_what_exists_keeps_its_status_and_is_marked(settings, record):
    settings.MIGRATION_MODULES = {}  # also where the tables of the tests are made without migrations
    tick = EvidenceFactory(record=record, skill=skill_of(record, "D1.2"), group_session=GroupSessionFactory())
    in_record = {"record": record, "evidence": tick, "skill": tick.skill}
    waiting = ProposalFactory(former=True, **in_record)
    granted = ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, "D3.1")))
    returned = ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, "D4.1")), returned=True)
    before = [rows(model) for model in (Evidence, Proposal, Validation)], statuses(record)

    go_back_and_forth()

    assert ([rows(model) for model in (Evidence, Proposal, Validation)], statuses(record)) == before
    assert set(Proposal.objects.filter(under_former_rule=True)) == {waiting, granted.proposal, returned.proposal}
    assert list(Validation.objects.filter(under_former_rule=True)) == [granted]
    assert not Evidence.objects.facts().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(centre=record.learner.epm, **in_record)
