"""Closed lists of the library."""

from django.db import models


class Level(models.TextChoices):
    FIRST_STEPS = "grand_debutant", "Grand débutant"
    BEGINNER = "debutant", "Débutant"
    INTERMEDIATE = "intermediaire", "Intermédiaire"
    CONFIRMED = "confirme", "Confirmé"


class SheetState(models.TextChoices):
    """Where a sheet stands, as its author reads it; computed from the page and its review (`WorkshopPage.state`)."""

    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "En relecture"
    CHANGES_ASKED = "changes_asked", "Modifications demandées"
    PUBLISHED = "published", "Publiée"
    ARCHIVED = "archived", "Retirée"
