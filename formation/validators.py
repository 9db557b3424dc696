"""Rules of the training year that models, forms and services share."""

from django.core.exceptions import ValidationError
from django.db import models

from formation.enums import PlaceKind
from formation.wording import place_has
from reseau.models import EPM

RESERVED_SLUGS = frozenset({"calendriers", "mes-formations", "parcours", "plan", "sessions"})


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
