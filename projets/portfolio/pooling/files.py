"""Who joined a pooling and for how much, as a spreadsheet."""

from django.db.models import Sum

from projets.portfolio.pooling.models import PART_CENTS, Pooling
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet
from reseau.texts.wording import day_in_full

PART_COLUMNS = ("EPM", "Combien", "Montant (€)", "Depuis le", "Noté par")


def total_cents(pooling: Pooling) -> int:
    """Return the sum of all parts. One query."""
    return pooling.parts.aggregate(cents=Sum(PART_CENTS, default=0))["cents"]


def parts_ods(pooling: Pooling) -> bytes:
    """Return one sheet: a line for each EPM, then the total."""
    rows = [
        [
            str(part.epm),
            part.quantity,
            part.cents / 100,
            day_in_full(part.joined, "j F Y"),
            str(part.joined_by or ""),
        ]
        for part in pooling.parts.with_cents()
    ]
    total = ["Total", pooling.taken, total_cents(pooling) / 100, "", ""]
    return spreadsheet(str(pooling), [SheetOfCells("Parts", [PART_COLUMNS, *rows, total])])
