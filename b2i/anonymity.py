"""Figures that name nobody: a number of people, or of what people did, is never shown under five."""

SMALLEST_GROUP = 5
FEW = "moins de 5"
BANDS = ((5, 9), (10, 19), (20, 49), (50, 99))


def masked_count(count: int) -> str:
    """The number as a page may say it; nothing happened is no secret of anybody."""
    return FEW if 0 < count < SMALLEST_GROUP else str(count)


def count_range(count: int) -> str:
    """« 5 à 9 »: near enough for whoever watches over EPM, too far for a total to give back a number under five."""
    for least, most in BANDS:
        if least <= count <= most:
            return f"{least} à {most}"
    return FEW if count < SMALLEST_GROUP else f"{BANDS[-1][1] + 1} et plus"
