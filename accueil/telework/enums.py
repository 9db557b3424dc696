"""Closed lists of telework: seats, bookings, trials."""

from django.db import models


# Closed lists: what a seat offers.
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


# Closed lists: state of a booking.
class SeatBookingState(models.TextChoices):
    """From the booking to the person at the seat. What comes back is to confirm, or freed."""

    TO_CONFIRM = "to_confirm", "À confirmer"
    BOOKED = "booked", "Réservé"
    CAME = "came", "Présence notée"
    ABSENT = "absent", "Absence notée"
    FREED = "freed", "Libéré"
    CANCELLED = "cancelled", "Annulé"

    @property
    def tone(self) -> str:
        return {self.TO_CONFIRM: "wait", self.CAME: "good", self.ABSENT: "bad"}.get(self, "")


# A booking in these states has its seat: the database gives it to nobody else.
HOLDING = (SeatBookingState.TO_CONFIRM, SeatBookingState.BOOKED, SeatBookingState.CAME)


# Closed lists of trials: how people went to work, and the factors of the method.
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
