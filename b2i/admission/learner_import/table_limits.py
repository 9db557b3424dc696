"""How much of a table is read, whichever format it has; nothing of Django, since a process of its own reads ODS."""

MAX_LINES = 1_000  # imported in one transaction, in about five seconds
MAX_COLUMNS = 60
MAX_CELL = 500


def clean_cell(cell: str) -> str:
    return " ".join(cell.split())[:MAX_CELL]
