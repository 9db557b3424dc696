"""Closed lists of the network: roles, contracts, kinds of places."""

from django.db import models


class Role(models.TextChoices):
    COORDINATOR = "coordinator", "Coordination départementale"
    TERRITORIAL = "territorial", "Animation territoriale"
    ANIMATOR = "animator", "Animation d’un EPM"


class Contract(models.TextChoices):
    PAID = "paid", "Salariat"
    VOLUNTEER = "volunteer", "Bénévolat"


class ShownTo(models.TextChoices):
    """Whom a member shows a part of their page to. Those who open and close their positions read it in any case."""

    NETWORK = "network", "Tout le réseau"
    TERRITORY = "territory", "Mon territoire"
    NOBODY = "nobody", "Personne"


class InvitationState(models.TextChoices):
    """Computed from the dates of an invitation, never stored."""

    PENDING = "attente", "En attente"
    ACCEPTED = "acceptees", "Acceptée"
    EXPIRED = "expirees", "Expirée"


class EPMKind(models.TextChoices):
    VILLAGE = "village", "Salle de village"
    LIBRARY = "library", "Bibliothèque"
    CYBERBASE = "cyberbase", "Cyber-base"
    SERVICES = "services", "Maison de services"


class HostKind(models.TextChoices):
    """What kind of body runs a place."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    ASSOCIATION = "association", "Association"
    DEPARTEMENT = "departement", "Département"
    OTHER = "autre", "Autre organisme"


class Weekday(models.IntegerChoices):
    """Days of the week, numbered as `date.weekday()` does."""

    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"
    SATURDAY = 5, "samedi"
    SUNDAY = 6, "dimanche"


class Audience(models.TextChoices):
    """Whom an object is shown to: everybody, or the members of the network."""

    PUBLIC = "public", "Tout public"
    MEMBER = "member", "Membres du réseau"
