"""What happened to a card, for its learner and for the EPM that keeps the record: who, when, in which EPM."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.people.enums import CardEventKind
from b2i.people.learners.models.learner import Learner
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.wording import day_in_full

WORDS = {
    CardEventKind.MADE: "Vous avez une carte et un code.",
    CardEventKind.RENEWED: "Votre code a changé.",
    CardEventKind.CLOSED: "Quelqu’un a tapé 20\u00a0codes faux. Votre carte a été fermée.",
    CardEventKind.REOPENED: "Votre carte marche de nouveau. Le code est le même.",
}


class CardEventQuerySet(HistoryQuerySet):
    def since(self, moment: datetime | None):
        """Return what happened after `moment`, the oldest first, with people and EPM; nothing without a moment."""
        events = self.filter(created__gt=moment) if moment else self.none()
        return events.select_related("by", "epm").order_by("created", "pk")


class CardEvent(HistoryEntry):
    """`epm` is where `by` works and keeps the record; both are empty when wrong codes closed the card."""

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="card_events")
    kind = models.CharField("quoi", max_length=8, choices=CardEventKind)
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = CardEventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement d’une carte"
        verbose_name_plural = "événements des cartes"
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return f"{self.learner}, {self.get_kind_display()}"

    @property
    def words(self) -> str:
        """For the learner: « Votre code a changé. C’était le 12 mars 2026, à l’EPM de Gramat, avec Camille Marty. »"""
        when = f"C’était le {day_in_full(self.created, 'j F Y')}"
        where = f", {to_place(self.epm)}, avec {self.by or 'une personne du réseau'}" if self.epm else ""
        return f"{WORDS[self.kind]} {when}{where}."
