"""The report of video desks as a spreadsheet, and its cells as CSV: a line for each place, partner and month."""

import csv
from io import StringIO

from accueil.visio.report.history import FACTS, HOW_COMPARABLE, SOURCE, WHEN
from accueil.visio.report.interview_tally import InterviewTally
from accueil.visio.report.paper import KIND
from accueil.visio.report.report import VisioReport
from accueil.visio.report.tables import tables_of
from formation.year.training_report.ods import sheet_with_units
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

HEADER = (
    "Mois", "Lieu", "Partenaire", "Entretiens", "Excusées", "Annulés", "Non venues", "À noter",
    "Jours de délai en tout", "Minutes réelles en tout", "Avec documents", "Minutes ouvertes", "Minutes prises",
    "Trajets connus", "Km évités", "kg de CO₂",
)  # fmt: skip


def report_ods(report: VisioReport) -> bytes:
    """Return a sheet for each table, then the factors and the history."""
    sheets = [sheet_with_units(table, table.title) for table in tables_of(report)]
    factors = [
        [float(each.grams), each.applies_from.isoformat(), each.source, each.source_url, each.method]
        for each in report.factors
    ]
    header = ["Grammes de CO₂ par km", "Depuis", "Source", "Adresse", "Méthode"]
    history = [["Alors", "Ce qu’il compte"], *([fact.number, fact.words] for fact in FACTS)]
    return spreadsheet(
        f"{KIND} {report.year}",
        [
            *sheets,
            SheetOfCells("Facteurs de CO₂", [header, *factors]),
            SheetOfCells("Avant ce site", [*history, [], [f"{SOURCE}, {WHEN}"], [HOW_COMPARABLE]]),
        ],
    )


def report_csv(report: VisioReport) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French spreadsheets expect. Opinions are in no cell so small."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(HEADER)
    for key in sorted(report.cells, key=lambda each: (each.month, each.epm, each.partner)):
        start = [f"{key.month:%Y-%m}", report.places[key.epm], report.partners[key.partner]]
        writer.writerow([escape_formula(cell) for cell in [*start, *_numbers(report.cells[key])]])
    return target.getvalue().encode("utf-8-sig")


def _numbers(tally: InterviewTally) -> list[Cell]:
    kilograms = None if tally.kilograms is None else f"{tally.kilograms:.1f}".replace(".", ",")
    return [
        tally.seen,
        tally.excused,
        tally.cancelled,
        tally.no_show,
        tally.unnoted,
        tally.delay_days,
        tally.real_minutes,
        tally.with_documents,
        tally.opened_minutes,
        tally.taken_minutes,
        tally.measured,
        tally.kilometres,
        kilograms,
    ]
