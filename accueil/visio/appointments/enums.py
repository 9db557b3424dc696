"""Closed lists: what became of an appointment, who booked it; the two questions asked at its end, and their answers."""

from django.db import models


class AppointmentState(models.TextChoices):
    """The values of the national activity reports, and « booked » before them."""

    BOOKED = "booked", "Réservé"
    SEEN = "seen", "A eu lieu"
    EXCUSED = "excused", "Personne excusée"
    CANCELLED = "cancelled", "Annulé"
    NO_SHOW = "no_show", "Personne non venue"

    @property
    def tone(self) -> str:
        return {self.SEEN: "good", self.NO_SHOW: "bad"}.get(self, "")


# An appointment in these states keeps its room, its desk and whoever welcomes the person.
HOLDING = (AppointmentState.BOOKED, AppointmentState.SEEN, AppointmentState.NO_SHOW)
# What may be written of an appointment once its hour has come.
OUTCOMES = (AppointmentState.SEEN, AppointmentState.EXCUSED, AppointmentState.NO_SHOW)


class BookedBy(models.TextChoices):
    """Through which door an appointment came."""

    TEAM = "team", "L’équipe d’un lieu"
    PERSON = "person", "La personne"
    PARTNER = "partner", "Le partenaire"


class OpinionQuestion(models.TextChoices):
    """Each one is a column of counts, by its value."""

    WELCOME = "welcome", "Êtes-vous satisfait de l’accueil\u00a0?"
    EXPECTATIONS = "expectations", "L’entretien a-t-il répondu à vos attentes\u00a0?"


class OpinionAnswer(models.TextChoices):
    """Four answers, none in the middle. A rate adds the first two, as the history counts who is « satisfied »."""

    YES = "yes", "Oui"
    RATHER_YES = "rather_yes", "Plutôt oui"
    RATHER_NO = "rather_no", "Plutôt non"
    NO = "no", "Non"


FAVOURABLE = (OpinionAnswer.YES, OpinionAnswer.RATHER_YES)
