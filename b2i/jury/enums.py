"""Closed list: the decision of the recteur."""

from django.db import models


class JuryDecision(models.TextChoices):
    """Decision of the recteur on the proposal of the jury (arrêté of 13 April 2012, article 6)."""

    DELIVERED = "delivered", "Brevet délivré"
    REFUSED = "refused", "Brevet non délivré"
