"""Closed lists of a mission: how the person travels, the power of their car, why it is used."""

from django.db import models


class Transport(models.TextChoices):
    CAR = "car", "Ma voiture"
    PASSENGER = "passenger", "La voiture d’une autre personne"
    PUBLIC = "public", "Train ou car"
    SERVICE = "service", "Un véhicule de service"


class Power(models.TextChoices):
    """Bands of fiscal power of the arrêté of 3 July 2006."""

    SMALL = "small", "5\u00a0CV et moins"
    MIDDLE = "middle", "6 et 7\u00a0CV"
    LARGE = "large", "8\u00a0CV et plus"


class CarReason(models.TextChoices):
    """Why the interest of the service justifies a private car. None of them tells anything about health."""

    NO_PUBLIC = "no_public", "Pas de transport en commun adapté à ces horaires"
    QUICKER = "quicker", "Économie ou gain de temps appréciable"
    EQUIPMENT = "equipment", "Matériel à transporter"
    SHARED = "shared", "Voiture partagée avec d’autres personnes de la session"
