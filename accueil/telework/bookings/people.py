"""What is kept of a teleworker: a first name and an initial, whatever was typed."""

import datetime

# Names are erased that long after the half-day, as those of people enrolled in a workshop.
KEPT = datetime.timedelta(days=30)


def short_name(typed: str) -> str:
    """Return « Camille B. » for « Camille Bernard », « camille b »; the family name is not kept."""
    *first, last = typed.split() or [""]
    if not first:
        return last[:1].upper() + last[1:]
    names = " ".join(word[:1].upper() + word[1:] for word in first)
    return f"{names} {last[:1].upper()}."
