"""A mail that the site received, kept whole until what it says is published."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from alertes.channels.mails.reply_addresses import without_signatures
from alertes.channels.replies.enums import IncomingState

# What was refused is kept so long, for its sender who asks.
REFUSED_KEPT = timedelta(days=30)
# A line without text says for so long that this mail was taken, whatever server brings it again.
SEEN_KEPT = timedelta(days=365)


class IncomingMailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Refused mails, for the coordination: who wrote, to what, why it was refused; nobody reads their words."""
        refused = self.filter(state=IncomingState.REFUSED).defer("raw")
        return refused if user.is_coordinator else refused.none()

    def waiting(self):
        return self.filter(state=IncomingState.WAITING).order_by("pk")

    def recent_of(self, member_id: int, span: timedelta):
        return self.filter(member=member_id, received__gt=timezone.now() - span)


class IncomingMail(models.Model):
    """`identity` is a digest of its Message-ID, or of its whole text if it has none: it is taken once.

    `raw` is emptied once the mail is published or ignored; of a mail that is too big (`size`, in bytes), it holds the
    headers alone. `attempts` counts how often somebody began to read it. `problem` says why it was not published.
    """

    identity = models.CharField("empreinte", max_length=64, unique=True)
    raw = models.BinaryField("courriel reçu", default=b"")
    size = models.PositiveBigIntegerField("taille", default=0)
    received = models.DateTimeField("reçu le", default=timezone.now)
    state = models.CharField("état", max_length=10, choices=IncomingState, default=IncomingState.WAITING)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="incoming_mails",
    )
    about = models.CharField("réponse à", max_length=40, blank=True)
    url = models.CharField("paru à", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("lectures essayées", default=0, db_default=0)
    problem = models.CharField("ce qui l’a empêché", max_length=300, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel reçu"
        verbose_name_plural = "courriels reçus"
        ordering = ["-received", "-pk"]
        indexes = [models.Index(fields=["state", "id"], name="incoming_mail_state")]

    def __str__(self) -> str:
        return f"Courriel reçu le {timezone.localtime(self.received):%d/%m/%Y %H:%M}"

    def settle(self, state: IncomingState, *, problem: str = "", url: str = "") -> None:
        """Record what became of it; only what was refused keeps its text, under an address that no longer works."""
        self.state, self.problem, self.url = state, problem[:300], url
        self.raw = without_signatures(bytes(self.raw)) if state == IncomingState.REFUSED else b""
        self.save()
