"""A connection: the session of a browser, with whose it is, since when, and when the person was last there.

It takes the place of Django's session, which cannot be listed by person. Visitors have one too, of nobody, when a page
has something to remember.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from reseau.people.computers.models import Computer
from reseau.people.connections.limits import LONGEST, WRITE_EVERY, idle_limit

# A connection that would close later than this began in the future, before the clock of the machine was set back.
FURTHEST = LONGEST + WRITE_EVERY


class ConnectionQuerySet(models.QuerySet):
    def open(self):
        now = timezone.now()
        return self.filter(expire_date__gt=now, expire_date__lte=now + FURTHEST)

    def of(self, member):
        return self.filter(member=member)

    def visible_to(self, user):
        """Each person sees their own, nobody those of others."""
        return self.of(user) if user.is_authenticated else self.none()


class Connection(AbstractBaseSession):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="connections",
    )
    computer = models.ForeignKey(
        Computer,
        verbose_name="ordinateur enregistré",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="connections",
    )
    by_card = models.BooleanField("avec une carte", default=False, editable=False)
    browser = models.CharField("navigateur", max_length=60, blank=True, editable=False)
    started = models.DateTimeField("ouverte le", default=timezone.now, editable=False)
    last_used = models.DateTimeField("utilisée pour la dernière fois le", default=timezone.now, editable=False)

    objects = BaseSessionManager.from_queryset(ConnectionQuerySet)()

    class Meta:
        verbose_name = "connexion"
        verbose_name_plural = "connexions"
        ordering = ["-last_used", "pk"]

    @property
    def reference(self) -> str:
        """The name of the connection in addresses: its key opens the session and stays secret."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]

    @property
    def idle_limit(self) -> timedelta:
        return idle_limit(by_card=self.by_card, on_registered_computer=self.computer_id is not None)

    @property
    def end(self) -> datetime:
        """When the connection closes if the person gives no other sign."""
        return min(self.last_used + self.idle_limit, self.started + LONGEST)

    @property
    def expiry(self) -> datetime:
        """When the site refuses it: `end`, and what `last_used` may be late by."""
        return min(self.end + WRITE_EVERY, self.started + LONGEST)

    @property
    def holds(self) -> bool:
        """Whether the site still accepts it."""
        return timezone.now() < self.expire_date <= timezone.now() + FURTHEST

    @property
    def is_to_be_noted(self) -> bool:
        """Whether the last sign of the person is old enough for another one to be written."""
        return timezone.now() - self.last_used >= WRITE_EVERY

    @property
    def seconds_left(self) -> int:
        return max(0, int((self.end - timezone.now()).total_seconds()))
