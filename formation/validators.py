"""Rules of the training year that models, forms and services share."""

from django.core.exceptions import ValidationError
from django.db import models

from formation.enums import PlaceKind
from formation.wording import place_has
from reseau.places.models.epm import EPM

RESERVED_SLUGS = frozenset(
    {
        "accords",
        "besoins",
        "calendriers",
        "formateurs",
        "mes-disponibilites",
        "mes-deplacements",
        "mes-formations",
        "parcours",
        "plan",
        "sessions",
        "trouver-une-date",
    }
)
MAX_DELAY, MOST_REMINDERS = 60, 5


def place_fits_kind(name: str) -> models.CheckConstraint:
    """Constraint called `name`: an EPM, or another place and its commune, or at a distance; never two of them."""
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


def check_training_slug(slug: str) -> None:
    """A training can't take an address that the training year already uses (`formation.urls`)."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            {"slug": f"L’adresse «\u00a0{slug}\u00a0» est déjà prise par une page du site. Choisissez-en une autre."}
        )


def check_capacity(capacity: int, epm: EPM | None) -> None:
    """A session holds no more people than its EPM has seats; elsewhere, whoever opens it knows."""
    if epm and capacity > epm.seats:
        seats = f"{epm.seats}\u00a0place{'s' if epm.seats > 1 else ''} assise{'s' if epm.seats > 1 else ''}"
        raise ValidationError({"capacity": f"{place_has(epm.name)} a {seats}."})


def delays(text: str) -> list[int]:
    """« 7, 1 » → 7 and 1: days before a session, the longest first. Raises ValidationError on anything else."""
    words = text.replace(";", ",").replace(" et ", ",").split(",")
    numbers = {word.strip() for word in words if word.strip()}
    if not all(word.isascii() and word.isdigit() and int(word) <= MAX_DELAY for word in numbers):
        raise ValidationError(
            f"Donnez des nombres de jours séparés par des virgules, {MAX_DELAY} au plus\u00a0: «\u00a07, 1\u00a0»."
        )
    return sorted({int(word) for word in numbers}, reverse=True)


def check_delays(text: str) -> None:
    """Two or three reminders are plenty; more than five would not be read any more."""
    if len(delays(text)) > MOST_REMINDERS:
        raise ValidationError(f"{MOST_REMINDERS}\u00a0rappels au plus.")
