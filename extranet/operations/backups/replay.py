"""Acts later than a copy, read from the files of the journal and done again once the copy is restored."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction

from audit.enums import Act
from audit.line_text import text_to_line
from audit.log_files import SUFFIX, lines_of
from audit.models import KEPT, AuditLine
from extranet.operations.backups.redone_acts import BY_HAND, REDONE
from extranet.operations.backups.refusal import BackupError

UNREADABLE = (
    "{path}, ligne {number}\u00a0: abîmée, ou d’une version plus récente du site. Rien n’est changé\u00a0: reprenez "
    "une autre copie du journal, ou retirez cette ligne et refaites à la main l’acte qu’elle disait."
)


@dataclass(frozen=True)
class ReplayReport:
    """`redone`: what the copy still had. `by_hand`: what nobody but people can do again, or what failed."""

    count: int = 0
    redone: list[AuditLine] = field(default_factory=list)
    by_hand: list[AuditLine] = field(default_factory=list)


def read_acts(paths: Iterable[Path]) -> list[AuditLine]:
    """Return the lines of files of the journal, or of folders of them, unsaved, each once, the oldest first.

    Raises BackupError, naming the place, if one is missing, empty or damaged.
    """
    acts: dict[tuple, AuditLine] = {}
    for path in paths:
        files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        found = [line for file in files for line in _lines_in(file)]
        if not found:
            raise BackupError(f"{path}\u00a0: aucun acte ne s’y lit.")
        acts |= {line.fact: line for line in found}
    return sorted(acts.values(), key=lambda line: line.at)


def _lines_in(path: Path) -> Iterable[AuditLine]:
    if not path.is_file():
        raise BackupError(f"{path} est introuvable.")
    for number, text in enumerate(lines_of(path), start=1):
        try:
            yield text_to_line(text)
        except ValueError as error:
            raise BackupError(UNREADABLE.format(path=path, number=number)) from error


@transaction.atomic
def replay(*, acts: Iterable[AuditLine], made: datetime.datetime) -> ReplayReport:
    """Write into the restored table what it lacks, and do those acts again. `made`: when the copy was made.

    Each act is named by the key of a row: it must find the rows of the copy, before the site gives their keys anew.
    """
    later = list(acts_later_than_the_copy(acts, made=made))
    AuditLine.objects.bulk_create(later)
    report = ReplayReport(count=len(later))
    for line in without_undone(later):
        if line.act in BY_HAND:
            report.by_hand.append(line)
        elif line.act in REDONE:
            _redo(line, report)
    return report


def acts_later_than_the_copy(acts: Iterable[AuditLine], *, made: datetime.datetime) -> Iterable[AuditLine]:
    """Yield the acts that the restored table lacks, but for those that are past their term.

    Dates alone would not do: a transaction may be committed long after its line, and a copy takes time. What happened
    before a former restoration without being in the table was taken back by it, and its rows may be others by now.
    """
    known = {line.fact for line in AuditLine.objects.all()}
    restored = AuditLine.objects.filter(act=Act.SITE_RESTORED).last()
    begin = max(made - KEPT, restored.at if restored else made - KEPT)
    return (line for line in acts if line.at >= begin and line.fact not in known)


def without_undone(acts: list[AuditLine]) -> list[AuditLine]:
    """Return the acts but the closings of positions that were undone since: how long those had to run is not noted."""
    reopened = {line.row: line.at for line in acts if line.act == Act.POSITION_REOPENED}
    closed = {line.row for line in acts if line.act == Act.POSITION_CLOSED}

    def is_undone(line: AuditLine) -> bool:
        if line.act == Act.POSITION_CLOSED:
            return line.row in reopened and line.at <= reopened[line.row]
        return line.act == Act.POSITION_REOPENED and line.row in closed

    return [line for line in acts if not is_undone(line)]


def _redo(line: AuditLine, report: ReplayReport) -> None:
    try:
        with transaction.atomic():
            if REDONE[Act(line.act)](line):
                report.redone.append(line)
    except (ObjectDoesNotExist, ValidationError, IntegrityError):
        report.by_hand.append(line)
