"""A mail to a member: planned, sent once, and what became of it. These lines are the log of all that the site mails."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from alertes.enums import MailState, Matter

KEY_LENGTH, SUBJECT_LENGTH, URL_LENGTH = 120, 120, 300
PROBLEM_LENGTH = 300


class MailQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=MailState.PLANNED)

    def due(self):
        """What is to be sent by now, the longest waiting first."""
        return self.planned().filter(due__lte=timezone.now()).order_by("due", "pk")

    def failed(self):
        return self.filter(state=MailState.FAILED)

    def abandoned(self, since: datetime):
        """What a worker began to send before `since`, and never told the end of."""
        return self.filter(state=MailState.SENDING, claimed__lt=since)

    def claim(self, pk: int) -> bool:
        """True for the only worker that may send this mail now."""
        claimed = self.due().filter(pk=pk).order_by()
        return bool(claimed.update(state=MailState.SENDING, claimed=timezone.now(), attempts=models.F("attempts") + 1))


class Mail(models.Model):
    """`key` says what it is about: the same key reaches a member once. `url` is a path of the site.

    `follows_notice`: it brings the notice of the same member and key, and goes with it.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="destinataire", on_delete=models.CASCADE, related_name="mails"
    )
    key = models.CharField("clé", max_length=KEY_LENGTH)
    matter = models.CharField("à propos de", max_length=16, choices=Matter)
    subject = models.CharField("objet", max_length=SUBJECT_LENGTH)
    text = models.TextField("texte")
    url = models.CharField("adresse dans le site", max_length=URL_LENGTH)
    follows_notice = models.BooleanField("suit une alerte", default=False)
    state = models.CharField("état", max_length=8, choices=MailState, default=MailState.PLANNED)
    planned = models.DateTimeField("prévu le", default=timezone.now)
    due = models.DateTimeField("à envoyer à partir du", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    claimed = models.DateTimeField("dernier essai le", null=True, blank=True)
    settled = models.DateTimeField("réglé le", null=True, blank=True)
    address = models.EmailField("envoyé à", blank=True)
    problem = models.CharField("ce qui l’a empêché", max_length=PROBLEM_LENGTH, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["-planned", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "key"],
                name="mail_once_for_each_member",
                violation_error_message="Ce courriel est déjà prévu pour ce membre.",
            )
        ]
        indexes = [
            models.Index(fields=["state", "due"], name="mail_state_due"),
            models.Index(fields=["member", "settled"], name="mail_member_settled"),
        ]

    def __str__(self) -> str:
        return self.subject

    def settle(self, state: MailState, *, problem: str = "", address: str = "") -> None:
        """Writes what became of it."""
        self.state, self.settled = state, timezone.now()
        self.problem, self.address = problem[:PROBLEM_LENGTH], address
        self.save(update_fields=["state", "settled", "problem", "address"])
