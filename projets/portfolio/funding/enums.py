"""Closed lists of the money of projects."""

from django.db import models


class FunderKind(models.TextChoices):
    EUROPE = "europe", "Europe"
    STATE = "state", "État"
    REGION = "region", "Région"
    DEPARTMENT = "department", "Département"
    TOWNS = "towns", "Commune ou intercommunalité"
    OTHER = "other", "Autre partenaire"


class LineKind(models.TextChoices):
    """What a line of the ledger says; in the order in which it happens."""

    PROMISED = "promised", "Promis"
    GRANTED = "granted", "Accordé"
    AMENDED = "amended", "Avenant"
    SPENT = "spent", "Dépensé"
    JUSTIFIED = "justified", "Justifié"
    RECOVERED = "recovered", "Encaissé"
