"""Closed lists: the proof that a criterion asks for, the figures that the site can offer as proof."""

from django.db import models


class ProofKind(models.TextChoices):
    """What shows best that a criterion is met."""

    FIGURE = "figure", "Un chiffre que le site connaît"
    FILE = "file", "Une photo ou un document"
    LINK = "link", "Une page que l’on peut ouvrir"
    VISIT = "visit", "Ce que l’on voit en visitant le lieu"


class LiveFigure(models.TextChoices):
    """Figure of a place that the site computes; `qualite.live_figures` has the queries."""

    HOURS = "hours", "Horaires publiés"
    EQUIPMENT = "equipment", "Ordinateurs et places"
    TEAM = "team", "Personnes en poste"
    TRAINING = "training", "Demi-journées de formation suivies par l’équipe"
    WORKSHOPS = "workshops", "Ateliers animés"
    COMING_WORKSHOPS = "coming", "Ateliers annoncés au public"
    LEARNERS = "learners", "Personnes suivies avec un livret"
    SHEETS = "sheets", "Fiches publiées"
