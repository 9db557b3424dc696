"""Rules shared by positions and invitations."""

from django.db import models

from reseau.enums import Role

PLACE_FITS_ROLE_MESSAGE = (
    "Une animation d’EPM demande un EPM, une animation territoriale un territoire, une coordination ni l’un ni l’autre."
)


def place_fits_role(name: str) -> models.CheckConstraint:
    """Return the constraint `name`: animators have an EPM, territorial animators a territory, coordinators neither."""
    return models.CheckConstraint(
        condition=(
            models.Q(role=Role.ANIMATOR, epm__isnull=False, territory__isnull=True)
            | models.Q(role=Role.TERRITORIAL, epm__isnull=True, territory__isnull=False)
            | models.Q(role=Role.COORDINATOR, epm__isnull=True, territory__isnull=True)
        ),
        name=name,
        violation_error_message=PLACE_FITS_ROLE_MESSAGE,
    )
