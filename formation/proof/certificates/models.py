"""A certificate: the proof that a member attended a session. Its figures are computed from attendance."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from formation.proof.certificates.enums import CertificateShownName, Revocation
from formation.proof.signatories.models import Signatory
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.documents.proofs.numbers import LENGTH, in_groups
from reseau.documents.proofs.registry import check_path, check_url
from reseau.texts.wording import initials


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own, or all of them for coordinators. The check by number: `formation.declarations.proofs`."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        return self.all() if user.is_coordinator else self.filter(enrolment__member=user)

    def in_force(self):
        return self.filter(revoked_at__isnull=True)

    def with_record(self):
        """Join the rows whose values a certificate shows."""
        session = "enrolment__session"
        return self.select_related(
            "signatory", "enrolment__member", f"{session}__training", f"{session}__epm__commune", f"{session}__commune"
        )


def earns_a_certificate() -> Q:
    """Condition on an enrolment: with a presence, and without a certificate in force or revoked by a decision."""
    attended_enrolment = Enrolment.objects.attended().filter(pk=OuterRef("pk"))
    certificates = Certificate.objects.filter(enrolment=OuterRef("pk"))
    settled_certificates = certificates.filter(Q(revoked_at__isnull=True) | Q(revocation=Revocation.DECISION))
    return Q(Exists(attended_enrolment)) & ~Q(Exists(settled_certificates))


class Certificate(models.Model):
    """One in force at most for an enrolment. A revoked certificate keeps its number, and its page says so."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.PROTECT, related_name="certificates"
    )
    number = models.CharField("numéro", max_length=LENGTH, unique=True)
    issued = models.DateTimeField("délivrée le", default=timezone.now)
    shows = models.CharField(
        "ce que montre la vérification",
        max_length=10,
        choices=CertificateShownName,
        default=CertificateShownName.INITIALS,
    )
    signatory = models.ForeignKey(
        Signatory,
        verbose_name="signataire du jour de la délivrance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    revoked_at = models.DateTimeField("annulée le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="annulée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    revocation = models.CharField("cause de l’annulation", max_length=12, choices=Revocation, blank=True)
    revoke_reason = models.CharField("raison de l’annulation", max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "attestation"
        verbose_name_plural = "attestations"
        ordering = ["-issued", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(revoked_at__isnull=True),
                name="certificate_one_in_force",
                violation_error_message="Cette personne a déjà une attestation valable pour cette session.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revocation="") | Q(revoked_at__isnull=False) & ~Q(revocation=""),
                name="certificate_revoked_for_a_cause",
                violation_error_message="Une attestation annulée l’est pour une cause.",
            ),
        ]

    def __str__(self) -> str:
        return f"Attestation {self.grouped_number}"

    def get_absolute_url(self) -> str:
        """The public page that checks the certificate."""
        return check_path(self.number)

    @property
    def check_url(self) -> str:
        return check_url(self.number)

    @property
    def pdf_url(self) -> str:
        return reverse("formation:certificate_pdf", args=[self.pk])

    @property
    def grouped_number(self) -> str:
        return in_groups(self.number)

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None

    @property
    def member(self):
        return self.enrolment.member

    @property
    def session(self):
        return self.enrolment.session

    @property
    def shown_name(self) -> str:
        """Name of the holder on the public page."""
        return self.holder_name if self.shows == CertificateShownName.FULL else initials(self.holder_name)

    @property
    def holder_name(self) -> str:
        """The name of the holder; that of the archive, until its term, once the account is erased."""
        member = self.enrolment.member
        identity = None if member.is_active else getattr(member, "archived_identity", None)
        return (identity.shown_name if identity else "") or member.get_full_name()
