"""Closed lists of trials: how people went to work, and the factors of the method."""

from django.db import models


class CommuteMode(models.TextChoices):
    CAR = "car", "Voiture, seul"
    CARPOOL = "carpool", "Voiture partagée"
    MOPED = "moped", "Scooter ou moto légère"
    COACH = "coach", "Autocar"
    TRAIN = "train", "Train (TER)"
    ACTIVE = "active", "Vélo ou marche"


class MethodFactor(models.TextChoices):
    """What the method counts with, besides the CO2 of a kilometre by car, which is shared with other reports."""

    COACH_GRAMS = "coach_grams", "CO₂ d’un kilomètre en autocar"
    TRAIN_GRAMS = "train_grams", "CO₂ d’un kilomètre en train (TER)"
    MOPED_GRAMS = "moped_grams", "CO₂ d’un kilomètre en scooter"
    CARPOOL_PEOPLE = "carpool_people", "Personnes dans une voiture partagée"
    REBOUND_PERCENT = "rebound_percent", "Effets rebond, à retrancher du CO₂"
    DAY_HOURS = "day_hours", "Heures d’une journée de travail"

    @property
    def unit(self) -> str:
        return {
            self.CARPOOL_PEOPLE: "personnes",
            self.REBOUND_PERCENT: "%",
            self.DAY_HOURS: "heures",
        }.get(self, "g")

    @property
    def most(self) -> int:
        return {self.CARPOOL_PEOPLE: 9, self.REBOUND_PERCENT: 100, self.DAY_HOURS: 12}.get(self, 1_000)

    @property
    def least(self) -> int:
        return 1 if self in (self.CARPOOL_PEOPLE, self.DAY_HOURS) else 0
