"""The inventory as a table, for CSV and ODS: one row for each equipment, with its use rate and what it counts."""

from collections.abc import Iterable, Iterator

from qualite.lending.equipment.models import Equipment
from qualite.lending.inventory.queries import whereabouts
from qualite.lending.loans.use_rate import DEFINITION, use_rates
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, spreadsheet

COLUMNS = (
    "Lieu",
    "Commune",
    "Territoire",
    "Nom",
    "Sorte",
    "Contenu",
    "Numéro d’inventaire",
    "État",
    "Se prête",
    "À l’inventaire depuis",
    "Où il est",
    "Demi-journées prêtées",
    "Demi-journées de la période",
    "Taux d’usage (%)",
)
TITLE = "Inventaire du matériel"


def inventory_rows(equipment: Iterable[Equipment]) -> Iterator[list[Cell]]:
    """Yield the cells of each. One query besides that of `equipment`."""
    rows = list(equipment)
    rates = use_rates(rows)
    for row in rows:
        rate = rates[row.pk]
        yield [
            row.epm.name,
            row.epm.commune.name,
            row.epm.commune.territory.name,
            row.name,
            row.get_kind_display(),
            ", ".join(row.content_lines),
            row.reference,
            row.get_condition_display(),
            "oui" if row.is_lent else "non",
            f"{row.entered_on:%d/%m/%Y}",
            whereabouts(row),
            rate.lent,
            rate.total,
            rate.percent,
        ]


def inventory_ods(equipment: Iterable[Equipment]) -> bytes:
    lines = [COLUMNS, *inventory_rows(equipment), [], [f"Taux d’usage\u00a0: {DEFINITION}"]]
    return spreadsheet(TITLE, [SheetOfCells("Inventaire", lines)])
