"""Export of a group as a spreadsheet (ODS): one row for each learner, one column for each skill."""

from collections.abc import Iterable

from django.db.models import QuerySet

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import SkillStatus
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.validation.models.validation import Validation
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet

TITLE = "Livrets B2i"
STATUS_LABELS = {
    SkillStatus.POSITIONED: "la personne s’est située",
    SkillStatus.PRACTISED: "pratiquée",
    SkillStatus.VALIDATED: "validée",
}


def group_ods(learners: Iterable[Learner]) -> bytes:
    """Return the ODS of `learners`. Six queries."""
    records = list(
        Record.objects.on_base()
        .filter(learner__in=learners)
        .select_related("learner__member", "learner__epm")
        .order_by("learner__member__search_name", "pk")
    )
    skills = list(Skill.objects.filter(domain__framework__is_record_base=True))
    statuses = _statuses(records)
    header = ["Carte", "Prénom", "Nom", "EPM", *(skill.code for skill in skills), "Pratiquées", "Validées"]
    lines = [_line(record, [statuses.get((record.pk, skill.pk)) for skill in skills]) for record in records]
    legend = [["Code", "Compétence"], *([skill.code, skill.plain_wording or skill.wording] for skill in skills)]
    return spreadsheet(TITLE, [SheetOfCells("Livrets", [header, *lines]), SheetOfCells("Compétences", legend)])


def _statuses(records: list[Record]) -> dict[tuple[int, int], SkillStatus]:
    """Return the furthest status by (record, skill): later steps of the list replace earlier ones."""
    status_by_key = {}
    for key in _pairs(Positioning.objects.all(), records):
        status_by_key[key] = SkillStatus.POSITIONED
    for key in _pairs(Evidence.objects.practice(), records):
        status_by_key[key] = SkillStatus.PRACTISED
    for key in _pairs(Validation.objects.granted(), records):
        status_by_key[key] = SkillStatus.VALIDATED
    return status_by_key


def _pairs(rows: QuerySet, records: list[Record]) -> QuerySet:
    return rows.filter(record__in=records).order_by().values_list("record_id", "skill_id").distinct()


def _line(record: Record, statuses: list[SkillStatus | None]) -> list[str | int | None]:
    learner = record.learner
    practised = (SkillStatus.PRACTISED, SkillStatus.VALIDATED)
    practised_count = sum(status in practised for status in statuses)
    return [
        learner.card_number,
        learner.member.first_name,
        learner.member.last_name,
        learner.epm.name,
        *(STATUS_LABELS.get(status) for status in statuses),
        practised_count,
        statuses.count(SkillStatus.VALIDATED),
    ]
