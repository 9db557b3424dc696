"""Closed lists of the steering committee."""

from django.db import models


class PositionKind(models.TextChoices):
    """In the order in which papers list those who sit."""

    ELECTED = "elected", "Élus"
    DEPARTMENT = "department", "Services du Département"
    PARTNER = "partner", "Partenaires"
    NETWORK = "network", "Réseau des médiateurs"
