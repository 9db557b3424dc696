"""A learner: somebody whom an EPM follows, who logs in with a card since she often has no e-mail address."""

import secrets

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.urls import reverse
from django.utils import timezone

from reseau.models import EPM, Commune

SECRET_LENGTH = 4


class LearnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An EPM sees only the learners it follows; nobody else sees a person (territory and département only count)."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(epm__in=user.epm_ids)


class Learner(models.Model):
    """`member` is the account; `card_secret` is a salted hash, five wrong secrets lock the card for a while."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="learner"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM qui suit", on_delete=models.PROTECT, related_name="learners")
    commune = models.ForeignKey(
        Commune, verbose_name="commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    card_number = models.CharField("numéro de carte", max_length=12, unique=True)
    card_secret = models.CharField("code secret (empreinte)", max_length=128, editable=False)
    failed_logins = models.PositiveSmallIntegerField("codes faux de suite", default=0, editable=False)
    locked_until = models.DateTimeField("carte bloquée jusqu’à", null=True, blank=True, editable=False)
    created = models.DateTimeField("créé le", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="créé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "apprenant"
        verbose_name_plural = "apprenants"
        ordering = ["member__search_name", "pk"]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def is_locked(self) -> bool:
        return self.locked_until is not None and self.locked_until > timezone.now()

    def set_secret(self, secret: str) -> None:
        self.card_secret = make_password(secret)

    def check_secret(self, secret: str) -> bool:
        return check_password(secret, self.card_secret)

    def get_absolute_url(self) -> str:
        return reverse("b2i:record", args=[self.pk])


def new_secret() -> str:
    """A secret of four digits, never 0000 or 1234: it is read out and typed by beginners; the lock makes up for it."""
    while True:
        secret = f"{secrets.randbelow(10**SECRET_LENGTH):0{SECRET_LENGTH}d}"
        if len(set(secret)) > 1 and secret not in "0123456789":
            return secret
