"""Closed lists of certificates."""

from django.db import models


class CertificateShownName(models.TextChoices):
    """How a certificate names its holder to whoever checks it."""

    FULL = "full", "Mon prénom et mon nom"
    INITIALS = "initials", "Mes initiales seulement"


class Revocation(models.TextChoices):
    """Why a certificate was revoked: attendance no longer proves it, or a decision."""

    NO_PRESENCE = "no_presence", "Plus aucune présence n’est notée à cette session."
    DECISION = "decision", "Décision de la coordination."
