"""Certificates: issue them as soon as attendance proves them, revoke them, choose what they show.

Nobody asks for one: closing the last half-day of a session issues them, correcting attendance reviews them.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from audit.enums import Act
from audit.services import note_act
from formation.declarations.events import TRAINING_NEWS
from formation.proof.certificates.enums import CertificateShownName, Revocation
from formation.proof.certificates.models import Certificate, earns_a_certificate
from formation.proof.signatories.models import Signatory
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.documents.proofs.numbers import new_number
from reseau.people.members.models.member import Member


@transaction.atomic
def issue_certificates(*, session: Session, at: datetime.datetime | None = None) -> list[Certificate]:
    """Issue a certificate to everyone with a presence, once all half-days are closed; return the new ones. Idempotent.

    The caller holds the lock of `session`.
    """
    if HalfDay.objects.filter(session=session, closed_at__isnull=True).exists():
        return []
    enrolments = Enrolment.objects.filter(earns_a_certificate(), session=session).select_related("member")
    issued = at or timezone.now()
    signatory = Signatory.objects.on(timezone.localdate(issued))
    certificates = [
        Certificate(enrolment=enrolment, number=new_number(), issued=issued, signatory=signatory)
        for enrolment in enrolments.order_by("pk")
    ]
    Certificate.objects.bulk_create(certificates)
    for certificate in certificates:
        _notify(certificate, f"Votre attestation est prête\u00a0: {session.training.title}", key="issued")
    return certificates


@transaction.atomic
def review_certificate(*, enrolment: Enrolment, at: datetime.datetime | None = None) -> None:
    """After a correction of attendance, issue the certificate that is now earned, or revoke the one that is not.

    The content of a certificate needs no change: it is computed from attendance.
    """
    session = Session.objects.locked(enrolment.session_id)
    in_force = Certificate.objects.in_force().filter(enrolment=enrolment).select_for_update(of=("self",)).first()
    if in_force is None:
        issue_certificates(session=session, at=at)
    elif not enrolment.attendances.present().exists():
        _revoke(in_force, Revocation.NO_PRESENCE, by=None, reason=Revocation.NO_PRESENCE.label, at=at)


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: Member) -> Certificate:
    """Revoke a certificate, and notify its holder with the reason. Raises ValidationError if it is revoked already."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if not certificate.is_in_force:
        raise ValidationError("Cette attestation est déjà annulée.")
    _revoke(certificate, Revocation.DECISION, by=by, reason=reason)
    note_act(act=Act.CERTIFICATE_REVOKED, row=certificate.pk, by=by.pk)
    return certificate


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, at: datetime.datetime | None = None) -> Certificate:
    """Issue a new certificate, with a new number, after a revocation by mistake.

    Raises ValidationError if one is in force, and if the member has no presence.
    """
    session = Session.objects.locked(certificate.enrolment.session_id)
    enrolment = certificate.enrolment
    if enrolment.certificates.in_force().exists():
        raise ValidationError("Cette personne a déjà une attestation valable pour cette session.")
    if not enrolment.attendances.present().exists():
        raise ValidationError("Aucune présence n’est notée\u00a0: il n’y a rien à attester.")
    issued = at or timezone.now()
    signatory = Signatory.objects.on(timezone.localdate(issued))
    new_certificate = Certificate.objects.create(
        enrolment=enrolment, number=new_number(), issued=issued, signatory=signatory
    )
    _notify(new_certificate, f"Votre nouvelle attestation est prête\u00a0: {session.training.title}", key="issued")
    return new_certificate


@transaction.atomic
def choose_shown_name(*, certificate: Certificate, shows: CertificateShownName) -> Certificate:
    """Choose how the public page names the holder."""
    certificate.shows = shows
    certificate.save(update_fields=["shows"])
    return certificate


def _revoke(
    certificate: Certificate,
    revocation: Revocation,
    *,
    by: Member | None,
    reason: str,
    at: datetime.datetime | None = None,
) -> None:
    certificate.revoked_at, certificate.revoked_by = at or timezone.now(), by
    certificate.revocation, certificate.revoke_reason = revocation, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revocation", "revoke_reason"])
    title = certificate.session.training.title
    _notify(certificate, f"Votre attestation est annulée\u00a0: {title}. Raison\u00a0: {reason}", key="revoked")


def _notify(certificate: Certificate, text: str, *, key: str) -> None:
    notify(
        members=[certificate.member],
        key=f"session:{certificate.session.pk}:certificate:{certificate.pk}:{key}",
        text=text,
        url=reverse("formation:mine"),
        kind=TRAINING_NEWS,
        fact=fact_about("certificate", certificate.pk),
    )
