"""The elimination list of training records, as CSV and on paper, and the certificate of their destruction."""

import csv
from collections.abc import Sequence
from io import StringIO

from formation.proof.archives.enums import LineOutcome
from formation.proof.archives.models import TrainingElimination, TrainingEliminationLine
from reseau.documents.eliminations import papers
from reseau.documents.eliminations.papers import Destroyed, extreme_dates, short_day
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.spreadsheet import escape_formula

RECORDS = Destroyed(
    nature=(
        "Documents de formation\u00a0: noms de comptes effacés, signatures et feuilles signées, ordres de mission, "
        "mots des avis, selon la liste ci-dessous"
    ),
    motive="Terme de la durée de conservation passé, pour chaque ligne le jour de son inscription",
    fate="Destruction. Les présences et les attestations restent comptées, sans nom ni signature",
    things="les documents",
    heading="Documents",
    process=(
        "Suppression de la base de données et des fichiers joints. Les copies de sauvegarde faites avant ce jour "
        "s’effacent à leur terme"
    ),
)
HEADER = ("Documents", "Désignation", "Premier jour", "Dernier jour", "Pièces", "Gardé jusqu’au", "Suite")
CERTIFICATE_HEADER = HEADER[:-1]


def elimination_csv(elimination: TrainingElimination) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    for line in elimination.lines.all():
        writer.writerow([escape_formula(cell) for cell in (*_cells(line), line.get_outcome_display())])
    return output.getvalue().encode("utf-8-sig")


def elimination_paper(elimination: TrainingElimination) -> Paper:
    """Return the list to sign and to send, in two copies, and the visa once it is noted."""
    lines = list(elimination.lines.all())
    rows = [(*_cells(line), line.get_outcome_display()) for line in lines]
    return papers.elimination_paper(elimination, RECORDS, **_shown(elimination, lines), header=HEADER, rows=rows)


def destruction_paper(elimination: TrainingElimination) -> Paper:
    """Return the certificate of what was destroyed: what, when, by whom, how."""
    lines = list(elimination.lines.all())
    destroyed = [line for line in lines if line.outcome == LineOutcome.DESTROYED]
    kept = [line for line in lines if line.outcome == LineOutcome.KEPT]
    why = "la durée de conservation a changé avant la destruction"
    return papers.destruction_paper(
        elimination,
        RECORDS,
        **_shown(elimination, destroyed),
        others=[("Non détruits", f"{volume_in_words(kept)}\u00a0: {why}")] if kept else [],
        header=CERTIFICATE_HEADER,
        rows=[_cells(line) for line in destroyed],
    )


def volume_in_words(lines: Sequence[TrainingEliminationLine]) -> str:
    """« 12 pièces en 3 lignes »."""
    pieces, count = sum(line.pieces for line in lines), len(lines)
    return f"{pieces}\u00a0pièce{'s' if pieces > 1 else ''} en {count}\u00a0ligne{'s' if count > 1 else ''}"


def dates_in_words(lines: Sequence[TrainingEliminationLine]) -> str:
    return extreme_dates([day for line in lines for day in (line.first_day, line.last_day)])


def _shown(elimination: TrainingElimination, lines: Sequence[TrainingEliminationLine]) -> dict[str, str]:
    return {
        "reference": elimination.reference,
        "extreme_dates": dates_in_words(lines),
        "volume": volume_in_words(lines),
    }


def _cells(line: TrainingEliminationLine) -> tuple[str, ...]:
    days = (short_day(day) for day in (line.first_day, line.last_day))
    return (line.get_kind_display(), line.label, *days, str(line.pieces), short_day(line.kept_until))
