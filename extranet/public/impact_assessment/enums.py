"""The three feared events of the method of the CNIL, and its scale of four levels."""

from django.db import models


class FearedEvent(models.TextChoices):
    ACCESS = "access", "Quelqu’un lit des données sans en avoir le droit"
    CHANGE = "change", "Des données sont changées sans que personne le veuille"
    LOSS = "loss", "Des données disparaissent"


class ImpactLevel(models.IntegerChoices):
    NEGLIGIBLE = 1, "négligeable"
    LIMITED = 2, "limitée"
    IMPORTANT = 3, "importante"
    MAXIMAL = 4, "maximale"
