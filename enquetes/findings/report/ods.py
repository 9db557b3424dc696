"""The report of a campaign as a spreadsheet: how it was obtained, then one line for each answer."""

from collections.abc import Iterator

from enquetes.findings.report.campaign_report import CampaignReport
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, spreadsheet

HEADER = ("Partie", "N°", "Code", "Question", "Réponse", "n", "Part", "Entre", "Et")
ROUNDED = 4


def report_ods(report: CampaignReport) -> bytes:
    """Return the file. What is masked says so; a share that cannot be shown is an empty cell."""
    warning = [["Attention", report.campaign.warning]] if report.campaign.warning else []
    about = [["Enquête", report.campaign.title], *warning, *([label, value] for label, value in report.notes.facts)]
    sheets = [
        SheetOfCells("Résultats", [HEADER, *_lines(report)]),
        SheetOfCells("À propos", [*about, ["Colonnes", report.reading]]),
    ]
    return spreadsheet(report.campaign.title, sheets)


def _lines(report: CampaignReport) -> Iterator[list[Cell]]:
    for section in report.sections:
        for block in section.blocks:
            start = [section.title, block.number, block.code, block.wording]
            for line in block.lines:
                shares = [None if part is None else round(part, ROUNDED) for part in (line.share, line.low, line.high)]
                yield [*start, line.words, line.count_words if line.count is None else line.count, *shares]
            for label, value in block.facts:
                yield [*start, f"{label}\u00a0: {value}", None, None, None, None]
            yield [*start, block.base, None, None, None, None]
