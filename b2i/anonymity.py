"""Figures that name nobody: a number of people, or of what people did, is never shown under five."""

SMALLEST_GROUP = 5
FEW = "moins de 5"


def shown(count: int) -> str:
    """The number as a page may say it; nothing happened is no secret of anybody."""
    return FEW if 0 < count < SMALLEST_GROUP else str(count)
