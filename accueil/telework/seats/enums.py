"""Closed lists: what a seat offers."""

from django.db import models


class SeatFeature(models.TextChoices):
    """What a teleworker finds at a seat. In the order in which pages read them."""

    SCREEN = "screen", "Grand écran"
    DOCK = "dock", "Station d’accueil"
    HEADSET = "headset", "Casque"
    WEBCAM = "webcam", "Caméra"
    PHONE_BOOTH = "phone_booth", "Cabine pour téléphoner"
    PRINTER = "printer", "Imprimante"
    QUIET = "quiet", "Au calme"
    ACCESSIBLE = "accessible", "Accessible en fauteuil"
