"""The agreement of an employer, who has no account: requested by mail, answered behind a secret link."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.web.signed_links import HASH_LENGTH, link_token, token_place


class EmployerAgreementQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_at__isnull=True)


class EmployerAgreement(models.Model):
    """A request to the employer of a member, and its answer. A new enrolment request replaces it."""

    enrolment = models.OneToOneField(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="agreement"
    )
    email = models.EmailField("demandé à")
    former_link = models.CharField(
        "empreinte d’un lien d’avant", max_length=HASH_LENGTH, unique=True, null=True, blank=True, editable=False
    )
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    is_agreed = models.BooleanField("accordé", null=True, blank=True)
    comment = models.CharField("mot de l’employeur", max_length=200, blank=True)

    objects = EmployerAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "accord de l’employeur"
        verbose_name_plural = "accords des employeurs"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, is_agreed__isnull=True)
                | models.Q(answered_at__isnull=False, is_agreed__isnull=False),
                name="agreement_answered_once_given_or_refused",
                violation_error_message="Un accord est donné ou refusé à une date.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.member}, {self.email}"

    def get_absolute_url(self) -> str:
        return reverse("formation:agreement", args=[self.token])

    @property
    def mailed_path(self) -> str:
        """The address for a mail, without its token, which the mail receives when it leaves."""
        return self.get_absolute_url().replace(self.token, token_place(self))

    @property
    def link_facts(self) -> tuple:
        return (self.asked_at.timestamp(), self.email)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.web.signed_links`)."""
        return link_token(self)
