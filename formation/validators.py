"""Rules of the training year that models, forms and services share."""

from django.core.exceptions import ValidationError

from formation.wording import place_has
from reseau.models import EPM

RESERVED_SLUGS = frozenset({"plan", "sessions", "mes-formations"})


def check_training_slug(slug: str) -> None:
    """A training can't take an address that the training year already uses (`formation.urls`)."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            {"slug": f"L’adresse «\u00a0{slug}\u00a0» est déjà prise par une page du site. Choisissez-en une autre."}
        )


def check_capacity(capacity: int, epm: EPM) -> None:
    """A session holds no more people than its EPM has seats."""
    if capacity > epm.seats:
        seats = f"{epm.seats}\u00a0place{'s' if epm.seats > 1 else ''} assise{'s' if epm.seats > 1 else ''}"
        raise ValidationError({"capacity": f"{place_has(epm.name)} a {seats}."})
