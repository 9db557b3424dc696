"""Who can be recognised in a picture, and the two sizes in which it is kept."""

from django.db import models


class PeopleShown(models.TextChoices):
    """What whoever adds a picture says of the people in it. There is no other choice: without agreement, no picture."""

    NOBODY = "nobody", "Personne n’y est reconnaissable"
    AGREED = "agreed", "Les personnes reconnaissables sont d’accord, les parents pour un mineur"


class PictureSize(models.TextChoices):
    """In addresses: `/annuaire/<lieu>/photos/12/petite/`."""

    LARGE = "grande", "Grande"
    SMALL = "petite", "Petite"
