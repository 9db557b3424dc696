"""Rules of the network that models, forms and imports share."""

from django.db import models

from reseau.enums import Role

PLACE_FITS_ROLE_MESSAGE = (
    "Une animation d’EPM demande un EPM, une animation territoriale un territoire, une coordination ni l’un ni l’autre."
)


def place_fits_role(name: str) -> models.CheckConstraint:
    """Constraint called `name`: animators have an EPM, territorial ones a territory, coordinators none."""
    return models.CheckConstraint(
        condition=(
            models.Q(role=Role.ANIMATOR, epm__isnull=False, territory__isnull=True)
            | models.Q(role=Role.TERRITORIAL, epm__isnull=True, territory__isnull=False)
            | models.Q(role=Role.COORDINATOR, epm__isnull=True, territory__isnull=True)
        ),
        name=name,
        violation_error_message=PLACE_FITS_ROLE_MESSAGE,
    )
