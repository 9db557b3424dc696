"""Closed lists of certificates."""

from django.db import models


class ShownName(models.TextChoices):
    """How a certificate names its holder to whoever checks it."""

    FULL = "full", "Mon prénom et mon nom"
    INITIALS = "initials", "Mes initiales seulement"


class Revocation(models.TextChoices):
    """Why a certificate attests nothing any more: attendance says so, or somebody decided it."""

    NO_PRESENCE = "no_presence", "Plus aucune présence n’est notée à cette session."
    DECISION = "decision", "Décision de la coordination."
