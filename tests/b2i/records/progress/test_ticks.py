"""Tests that a tick is a note: whatever counts practised skills counts the same after it, and not after a fact."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.utils import timezone
from odfdo import Document

from b2i.admission.learner_import.group_export import group_ods
from b2i.outcomes.figures.figures_table import figures_of
from b2i.outcomes.jury.jury_file import build_jury_file
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.models import DepartedTally
from b2i.privacy.retention.services import count_departed
from b2i.records.models import Record
from b2i.records.progress.record_progress import progress_by_record
from b2i.records.progress.record_sheet import build_record_sheet
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import EvidenceFactory, GroupSessionFactory, LearnerFactory, RecordFactory, skill_of

pytestmark = pytest.mark.django_db
SMALLEST_SHOWN = 5


def exported(records, reader) -> list:
    return Document(BytesIO(group_ods(Learner.objects.all()))).body.get_table(0).get_values()


def departed(records, reader) -> list:
    """Figures that an erasure would leave; nothing stays of the try."""
    with transaction.atomic():
        count_departed(learners=list(Learner.objects.select_related("epm__commune")), year=2026)
        tallies = list(DepartedTally.objects.order_by("domain").values_list("domain__code", "practised", "validated"))
        transaction.set_rollback(True)
    return tallies


def trainers_words(records, reader) -> list:
    files = [build_jury_file(Record.objects.with_learner().get(pk=record.pk)) for record in records]
    return [(row.skill.code, row.trainer) for file in files for domain in file.domains for row in domain.rows]


def left(records, reader) -> list:
    sheets = [build_record_sheet(record) for record in records]
    return [
        ([skill.code for skill in sheet.next_skills(limit=None)], len(sheet.ready), len(sheet.short_of_facts))
        for sheet in sheets
    ]


READERS = {
    "progress": lambda records, reader: progress_by_record(records),
    "list of records": lambda records, reader: list(
        Learner.objects.with_practised().order_by("pk").values_list("pk", "practised")
    ),
    "figures": lambda records, reader: figures_of(reader).rows,
    "export": exported,
    "departed": departed,
    "trainer’s column of the jury": trainers_words,
    "what is left": left,
}


@pytest.mark.parametrize("count", READERS.values(), ids=READERS)
def test_tick_changes_no_count_that_a_fact_changes(coordinator, epm, b2i_adultes, count):
    records = [RecordFactory(learner=LearnerFactory(epm=epm), framework=b2i_adultes) for _ in range(SMALLEST_SHOWN)]
    for record in records:
        validate_skills(record, "D1.1")
    lines = [(record, skill_of(record, code)) for record in records for code in ("D1.1", "D1.2")]
    day = timezone.localdate() - timedelta(days=40)
    before = count(records, coordinator)
    session = GroupSessionFactory()
    for record, skill in lines:
        EvidenceFactory(record=record, skill=skill, group_session=session, observed_on=day)
    assert count(records, coordinator) == before
    for record, skill in lines:
        EvidenceFactory(record=record, skill=skill, observed_on=day)
    assert count(records, coordinator) != before
