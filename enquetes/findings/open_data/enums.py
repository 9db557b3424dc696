"""What becomes of a question in the open table."""

from django.db import models


class Treatment(models.TextChoices):
    """A question that describes people counts among the traits by which somebody could be recognised."""

    PLAIN = "oui", "Publier"
    TRAIT = "trait", "Publier\u00a0: décrit la personne"
    GROUPED = "groupe", "Publier, réponses groupées deux par deux\u00a0: décrit la personne"
    LEFT_OUT = "non", "Ne pas publier"

    @property
    def is_published(self) -> bool:
        return self is not Treatment.LEFT_OUT

    @property
    def is_trait(self) -> bool:
        return self in (Treatment.TRAIT, Treatment.GROUPED)
