"""Import of a table of learners: stored for a day, planned line by line, confirmed once, all or nothing."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from b2i.admission.learner_import.columns import Columns, read_columns
from b2i.admission.learner_import.enums import ImportVerdict
from b2i.admission.learner_import.line_checker import Applicant, LineChecker
from b2i.admission.learner_import.models import ImportedLine, LearnerImport
from b2i.admission.learner_import.table_file import TableError, TableLine, open_table
from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.services import add_evidence, add_positionings
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row

KEPT_HOURS = 24
SALT = "b2i.learner-import"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """Planned outcome of a line. `why` is the reason when no record is opened.

    `known`: the learner of the EPM whom the line seems to name.
    """

    applicant: Applicant
    verdict: ImportVerdict
    why: str
    mark: str
    known: Learner | None = None


def open_import(*, content: bytes, epm: EPM, imported_by: Member) -> LearnerImport:
    """Read the table, outside any transaction, and store its lines until confirmation.

    Raises ValidationError if the file is not a table, or was imported already.
    """
    mark = _digest(content.hex())
    earlier_import = LearnerImport.objects.filter(epm=epm, mark=mark, done_at__isnull=False).first()
    if earlier_import:
        raise ValidationError(f"Ce fichier a déjà été importé, le {day_in_full(earlier_import.done_at)}.")
    try:
        lines = open_table(content)
        read_columns(lines[0].cells, codes=set(_skills()))
    except TableError as error:
        raise ValidationError(str(error)) from error
    table = [[line.number, *line.cells] for line in lines]
    with transaction.atomic():
        LearnerImport.objects.waiting_for(imported_by).filter(epm=epm).delete()
        return LearnerImport.objects.create(epm=epm, imported_by=imported_by, mark=mark, table=table)


def columns_of(*, batch: LearnerImport) -> Columns:
    """Return the columns of the stored table."""
    return read_columns(batch.table[0][1:], codes=set(_skills()))


def plan_import(*, batch: LearnerImport) -> list[PlannedLine]:
    """Return what each line would do today. Four queries."""
    checker = LineChecker(columns_of(batch=batch))
    learners = Learner.objects.filter(epm=batch.epm_id).order_by("-pk").annotate(name=F("member__search_name"))
    known_learners = {(learner.name, learner.birth_year): learner for learner in learners}
    imported_marks = set(ImportedLine.objects.filter(epm=batch.epm_id).values_list("mark", flat=True))
    applicants = (checker.parse(TableLine(number, tuple(cells))) for number, *cells in batch.table[1:])
    return list(_plan_lines(applicants, known_learners=known_learners, imported_marks=imported_marks))


@transaction.atomic
def confirm_import(*, batch: LearnerImport) -> int:
    """Open every planned record, all or nothing; return how many.

    Raises ValidationError if this file was imported already.
    """
    batch = lock_row(LearnerImport.objects.select_related("epm", "imported_by"), batch.pk)
    if batch.done_at is not None:
        raise ValidationError("Ce fichier est déjà importé.")
    if LearnerImport.objects.filter(epm=batch.epm_id, mark=batch.mark, done_at__isnull=False).exists():
        raise ValidationError("Un autre membre de votre EPM vient d’importer ce fichier.")
    skills = _skills()
    lines = [line for line in plan_import(batch=batch) if line.verdict == ImportVerdict.MAKE]
    for line in lines:
        learner = _open_record(line.applicant, batch, skills)
        ImportedLine.objects.create(learner=learner, batch=batch, epm=batch.epm, mark=line.mark)
    batch.table, batch.done_at, batch.made = [], timezone.now(), len(lines)
    batch.save(update_fields=["table", "done_at", "made"])
    return len(lines)


def forget_waiting_imports() -> int:
    """Delete tables that were not confirmed within a day, as they hold names; return how many."""
    limit = timezone.now() - datetime.timedelta(hours=KEPT_HOURS)
    return LearnerImport.objects.filter(done_at__isnull=True, created__lt=limit).delete()[0]


def forget_tables_naming(*, learner: Learner) -> int:
    """Delete the waiting tables with the name of a learner who is about to be erased; return how many.

    They are those of the EPM that follow the learner; whoever uploaded one can do so again, without that line.
    """
    epms = Q(epm=learner.epm_id) | Q(epm__in=learner.followings.values("epm"))
    batches = LearnerImport.objects.filter(epms, done_at__isnull=True)
    naming = [batch.pk for batch in batches if learner.member.search_name in _names_in(batch)]
    return LearnerImport.objects.filter(pk__in=naming).delete()[0]


def _names_in(batch: LearnerImport) -> set[str]:
    """Return the names of a waiting table, folded, last name first."""
    checker = LineChecker(columns_of(batch=batch))
    applicants = (checker.parse(TableLine(number, tuple(cells))) for number, *cells in batch.table[1:])
    return {applicant.identity_key[0] for applicant in applicants}


def _plan_lines(
    applicants: Iterator[Applicant], *, known_learners: dict[tuple[str, int | None], Learner], imported_marks: set[str]
) -> Iterator[PlannedLine]:
    """Yield the verdict on each applicant. Two lines with the same identity open one record."""
    identity_counts: Counter = Counter()
    for applicant in applicants:
        if applicant.problems:
            yield PlannedLine(applicant, ImportVerdict.REFUSED, " ; ".join(applicant.problems), "")
            continue
        identity = applicant.identity_key
        known = known_learners.get(identity)
        rank = identity_counts[identity] if applicant.is_other else 0
        mark = _digest(f"{identity[0]}|{identity[1]}|{rank}")
        if mark in imported_marks:
            yield PlannedLine(applicant, ImportVerdict.DONE, "cette ligne a déjà été importée", mark, known)
        elif identity_counts[identity] and not applicant.is_other:
            yield PlannedLine(applicant, ImportVerdict.DUPLICATE, "même nom et même année qu’une ligne plus haut", mark)
        elif known and not applicant.is_other:
            yield PlannedLine(
                applicant, ImportVerdict.DUPLICATE, "même nom et même année qu’une personne déjà suivie", mark, known
            )
        else:
            yield PlannedLine(applicant, ImportVerdict.MAKE, "", mark)
        identity_counts[identity] += 1


def _open_record(applicant: Applicant, batch: LearnerImport, skills: dict[str, Skill]) -> Learner:
    """Open a record without card: the learner asks for their first secret later."""
    consent_time = datetime.datetime.combine(applicant.consent_on, datetime.time(12), timezone.get_current_timezone())
    new_learner = create_learner(
        first_name=applicant.first_name,
        last_name=applicant.last_name,
        birth_year=applicant.birth_year,
        commune=applicant.commune,
        epm=batch.epm,
        created_by=batch.imported_by,
        consent_given_at=min(consent_time, timezone.now()),
        consent_means=applicant.means,
        with_card=False,
    )
    if applicant.levels:
        add_positionings(
            record=new_learner.record, levels={skills[code]: level for code, level in applicant.levels.items()}
        )
    for code, day in applicant.worked_on_days.items():
        add_evidence(
            record=new_learner.record,
            skill=skills[code],
            text="Travaillé en EPM, d’après le tableau qu’il tenait avant ce livret",
            observed_by=batch.imported_by,
            epm=batch.epm,
            observed_on=day,
        )
    return new_learner.learner


def _skills() -> dict[str, Skill]:
    """Return the skills of the framework of records by code."""
    skills = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
    return {skill.code: skill for skill in skills}


def _digest(text: str) -> str:
    """Return a keyed digest: without the key of the site, nobody can test a name against it."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
