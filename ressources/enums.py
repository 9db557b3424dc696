"""Closed lists of the library."""

from django.db import models


class Level(models.TextChoices):
    FIRST_STEPS = "grand_debutant", "Grand débutant"
    BEGINNER = "debutant", "Débutant"
    INTERMEDIATE = "intermediaire", "Intermédiaire"
    CONFIRMED = "confirme", "Confirmé"


class DurationBucket(models.TextChoices):
    """What an animator has before her: a sheet of 45 minutes fits in an hour and in an hour and a half."""

    HOUR = "60", "1 h ou moins"
    HOUR_AND_HALF = "90", "1 h 30 ou moins"
    LONGER = "long", "Plus de 1 h 30"

    @property
    def condition(self) -> models.Q:
        return models.Q(duration__gt=90) if self is DurationBucket.LONGER else models.Q(duration__lte=int(self.value))

    @classmethod
    def holding(cls, minutes: int) -> tuple[str, ...]:
        """Every bucket in which a workshop of so many minutes stands."""
        if minutes > 90:
            return (cls.LONGER.value,)
        return (cls.HOUR.value, cls.HOUR_AND_HALF.value) if minutes <= 60 else (cls.HOUR_AND_HALF.value,)


class SheetState(models.TextChoices):
    """Where a sheet stands, as its author reads it; computed from the page and its review (`WorkshopPage.state`)."""

    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "En relecture"
    CHANGES_ASKED = "changes_asked", "Modifications demandées"
    PUBLISHED = "published", "Publiée"
    ARCHIVED = "archived", "Retirée"

    @property
    def mark(self) -> str:
        """Class of the state's label in the style sheet."""
        return {"published": "good", "submitted": "wait", "changes_asked": "bad"}.get(self.value, "")
