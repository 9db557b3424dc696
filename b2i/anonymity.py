"""Numbers about people, masked so that no group under five is visible."""

SMALLEST_GROUP = 5
FEW = "moins de 5"
BANDS = ((5, 9), (10, 19), (20, 49), (50, 99))


def masked_count(count: int) -> str:
    """Return the number as a page shows it: « moins de 5 » for 1 to 4. Zero is shown, as it reveals nobody."""
    return FEW if 0 < count < SMALLEST_GROUP else str(count)


def count_range(count: int) -> str:
    """Return a range such as « 5 à 9 ».

    It is wide enough that a total does not reveal a number under five.
    """
    for least, most in BANDS:
        if least <= count <= most:
            return f"{least} à {most}"
    return FEW if count < SMALLEST_GROUP else f"{BANDS[-1][1] + 1} et plus"
