"""States of a campaign, and the ways in which answers reach it."""

from django.db import models


class CampaignState(models.TextChoices):
    DRAFT = "draft", "En préparation"
    RUNNING = "running", "En cours"
    CLOSED = "closed", "Terminée"


class Mode(models.TextChoices):
    """How an answer reached the campaign. Stored with each answer."""

    LINK = "link", "Lien ouvert à tous"
    CODE = "code", "Code personnel"
    KIOSK = "kiosk", "Borne d’un espace"
    INTERVIEW = "interview", "Enquêteur"
    PAPER = "paper", "Papier"
