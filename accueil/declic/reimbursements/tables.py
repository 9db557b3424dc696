"""Statements as a table for the accountant, as CSV and ODS: one row for each body and month."""

from collections.abc import Iterable, Iterator

from accueil.declic.reimbursements.models import TicketStatement
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, spreadsheet

COLUMNS = (
    "Mois",
    "Organisme",
    "Sorte",
    "Lieu des séances",
    "Commune",
    "Territoire",
    "Heures",
    "Montant (€)",
    "Arrêté le",
    "Dernière étape",
    "Faite le",
)
TITLE = "Tickets déclic à rembourser"


def statement_rows(statements: Iterable[TicketStatement]) -> Iterator[list[Cell]]:
    """Yield the cells of each. `statements` come with their body and `steps_done__step`."""
    for each in statements:
        done = each.last_step_done
        epm = each.body.epm
        yield [
            f"{each.first_day:%m/%Y}",
            str(each.body),
            each.body.get_kind_display(),
            epm.name,
            epm.commune.name,
            epm.commune.territory.name,
            each.minutes / 60,
            each.cents / 100,
            f"{each.drawn:%d/%m/%Y}",
            done.step.name if done else "",
            f"{done.done_on:%d/%m/%Y}" if done else "",
        ]


def statements_ods(statements: Iterable[TicketStatement]) -> bytes:
    return spreadsheet(TITLE, [SheetOfCells("Relevés", [COLUMNS, *statement_rows(statements)])])
