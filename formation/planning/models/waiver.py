"""A soft rule that a session bends, and why the coordination bent it all the same."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from formation.sessions.models.session import Session

REASON_LENGTH = 200


class SessionWaiver(models.Model):
    """`bends` are the sentences that were read before the reason was given, one on each line."""

    session = models.OneToOneField(Session, verbose_name="session", on_delete=models.CASCADE, related_name="waiver")
    bends = models.TextField("règles non respectées")
    reason = models.CharField("motif de la dérogation", max_length=REASON_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "dérogation d’une session"
        verbose_name_plural = "dérogations des sessions"

    def __str__(self) -> str:
        return f"{self.session}\u00a0: {self.reason}"

    @property
    def bend_list(self) -> list[str]:
        return self.bends.splitlines()
