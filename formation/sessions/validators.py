"""Rules of a session that models, forms and services share."""

from django.core.exceptions import ValidationError
from django.db import models

from formation.sessions.enums import PlaceKind
from formation.sessions.wording import place_with_article
from reseau.places.models.epm import EPM

MAX_DELAY, MOST_REMINDERS = 60, 5


def place_fits_kind(name: str) -> models.CheckConstraint:
    """Return a constraint: an EPM, or another place with its commune, or neither for a remote session."""
    return models.CheckConstraint(
        condition=(
            models.Q(place_kind=PlaceKind.EPM, epm__isnull=False, elsewhere="", commune__isnull=True)
            | (
                models.Q(place_kind=PlaceKind.ELSEWHERE, epm__isnull=True, commune__isnull=False)
                & ~models.Q(elsewhere="")
            )
            | models.Q(place_kind=PlaceKind.REMOTE, epm__isnull=True, elsewhere="", commune__isnull=True)
        ),
        name=name,
        violation_error_message="Une session se tient dans un EPM, dans un autre lieu avec sa commune, ou à distance.",
    )


def check_capacity(capacity: int, epm: EPM | None) -> None:
    """Raise ValidationError if the capacity exceeds the seats of the EPM. Other places are not checked."""
    if epm and capacity > epm.seats:
        seats = f"{epm.seats}\u00a0place{'s' if epm.seats > 1 else ''} assise{'s' if epm.seats > 1 else ''}"
        raise ValidationError({"capacity": f"{place_with_article(epm.name)} a {seats}."})


def parse_delays(text: str) -> list[int]:
    """Parse delays in days before a session: « 7, 1 » → `[7, 1]`, longest first. Raises ValidationError."""
    words = text.replace(";", ",").replace(" et ", ",").split(",")
    numbers = {word.strip() for word in words if word.strip()}
    if not all(word.isascii() and word.isdigit() and int(word) <= MAX_DELAY for word in numbers):
        raise ValidationError(
            f"Donnez des nombres de jours séparés par des virgules, {MAX_DELAY} au plus\u00a0: «\u00a07, 1\u00a0»."
        )
    return sorted({int(word) for word in numbers}, reverse=True)


def check_delays(text: str) -> None:
    """Raise ValidationError beyond five reminders, which nobody would read."""
    if len(parse_delays(text)) > MOST_REMINDERS:
        raise ValidationError(f"{MOST_REMINDERS}\u00a0rappels au plus.")
