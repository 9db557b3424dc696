"""The ledger of tickets, in minutes: issued, debited for a presence, reversed. Entries are only ever added.

A debit belongs to one presence: a workshop open to all, or a delivery that was not announced. `turn` counts the debits
of a ticket for the same presence that were reversed before, so that the database holds one standing debit for each.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.enums import EntryKind, ReversalReason
from accueil.declic.tickets.models.ticket import Ticket
from audit.append_only import HistoryEntry, HistoryQuerySet
from reseau.texts.wording import minutes_in_words

NO_PRESENCE = Q(workshop__isnull=True, delivery__isnull=True, held_on__isnull=True)
ONE_PRESENCE = Q(workshop__isnull=False, delivery__isnull=True) | Q(workshop__isnull=True, delivery__isnull=False)
WHOLE_ENTRY = (
    (Q(kind=EntryKind.ISSUE, minutes__gt=0, body__isnull=True, reverses__isnull=True, reason="") & NO_PRESENCE)
    | (
        Q(kind=EntryKind.DEBIT, minutes__lt=0, body__isnull=False, reverses__isnull=True, reason="")
        & Q(held_on__isnull=False)
        & ONE_PRESENCE
    )
    | (
        Q(kind=EntryKind.REVERSAL, minutes__gt=0, body__isnull=False, reverses__isnull=False)
        & ~Q(reason="")
        & NO_PRESENCE
    )
)


class LedgerQuerySet(HistoryQuerySet):
    def debits(self):
        return self.filter(kind=EntryKind.DEBIT)

    def standing(self):
        """Return the debits that nobody reversed."""
        return self.debits().filter(reversal__isnull=True)

    def in_order(self):
        return self.order_by("noted", "pk")


class LedgerEntry(HistoryEntry):
    """`minutes`: added to the balance, negative for a debit. `key`: made by the page, so that an entry counts once.

    `held_on`: the day of the presence. `body`: who is paid, or pays back.
    """

    ticket = models.ForeignKey(Ticket, verbose_name="ticket", on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField("écriture", max_length=10, choices=EntryKind)
    minutes = models.SmallIntegerField("minutes")
    body = models.ForeignKey(
        TicketBody, verbose_name="organisme", on_delete=models.PROTECT, null=True, related_name="entries"
    )
    workshop = models.ForeignKey(
        "ressources.OpenWorkshop",
        verbose_name="atelier ouvert à tous",
        on_delete=models.PROTECT,
        null=True,
        related_name="ticket_entries",
    )
    delivery = models.ForeignKey(
        "ressources.Delivery",
        verbose_name="atelier animé",
        on_delete=models.PROTECT,
        null=True,
        related_name="ticket_entries",
    )
    held_on = models.DateField("jour de la séance", null=True)
    turn = models.PositiveSmallIntegerField("fois d’avant", default=0)
    reverses = models.OneToOneField(
        "self", verbose_name="annule", on_delete=models.RESTRICT, null=True, related_name="reversal"
    )
    reason = models.CharField("pourquoi", max_length=20, choices=ReversalReason, blank=True)
    key = models.UUIDField("clé de la page", unique=True, default=uuid.uuid4)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    noted = models.DateTimeField("noté le", default=timezone.now)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "écriture d’un ticket"
        verbose_name_plural = "écritures des tickets"
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "held_on"], name="ledger_body_day")]
        constraints = [
            models.CheckConstraint(
                condition=WHOLE_ENTRY,
                name="ledger_entry_whole",
                violation_error_message="Une écriture remet, débite pour une séance, ou annule un débit.",
            ),
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(kind=EntryKind.ISSUE),
                name="ticket_issued_once",
                violation_error_message="Ce ticket est déjà remis.",
            ),
            models.UniqueConstraint(
                fields=["ticket", "workshop", "turn"],
                condition=Q(workshop__isnull=False),
                name="ticket_debited_once_a_workshop",
                violation_error_message="Ce ticket est déjà débité pour cette séance.",
            ),
            models.UniqueConstraint(
                fields=["ticket", "delivery", "turn"],
                condition=Q(delivery__isnull=False),
                name="ticket_debited_once_a_delivery",
                violation_error_message="Ce ticket est déjà débité pour cette séance.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.minutes_words}"

    @property
    def minutes_words(self) -> str:
        """« + 20 h », « − 2 h »."""
        return f"{'+' if self.minutes > 0 else '−'}\u00a0{self.duration_words}"

    @property
    def duration_words(self) -> str:
        """« 2 h », debited or given back."""
        return minutes_in_words(abs(self.minutes))

    @property
    def is_standing(self) -> bool:
        return self.kind == EntryKind.DEBIT and not hasattr(self, "reversal")
