"""Closed lists of tickets déclic: bodies, tickets, entries of their ledger."""

from django.db import models


# Closed lists of bodies that take tickets.
class BodyKind(models.TextChoices):
    EPM = "epm", "EPM"
    TRAINING = "training", "Organisme de formation"


# Closed lists of tickets: what an entry of the ledger does, why a debit is reversed, what a ticket is good for.
class EntryKind(models.TextChoices):
    ISSUE = "issue", "Remis"
    DEBIT = "debit", "Débité"
    REVERSAL = "reversal", "Annulé"


class ReversalReason(models.TextChoices):
    ABSENT = "absent", "La personne n’est pas venue"
    OTHER_PERSON = "other_person", "C’était le ticket d’une autre personne"
    OTHER_SESSION = "other_session", "C’était une autre séance"
    OTHER_DURATION = "other_duration", "La durée n’était pas la bonne"


class TicketState(models.TextChoices):
    VALID = "valid", "Valable"
    USED_UP = "used_up", "Épuisé"
    EXPIRED = "expired", "Périmé"

    @property
    def tone(self) -> str:
        return {self.VALID: "good", self.EXPIRED: "bad"}.get(self, "")
