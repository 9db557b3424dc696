"""Public check of a certificate by its number: the facts that its holder allows, or its revocation."""

from django.utils import timezone

from formation.proof.certificates.attendance_statement import statement_of, statement_prefetches
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.paper import KIND, facts_of
from reseau.documents.proofs.registry import Proof


def certificate(number: str) -> Proof | None:
    certificates = Certificate.objects.filter(number=number).with_record()
    certificate = certificates.prefetch_related(*statement_prefetches("enrolment__")).first()
    if certificate is None:
        return None
    issued = timezone.localdate(certificate.issued)
    if not certificate.is_in_force:
        return Proof(title=KIND, issued=issued, revoked=timezone.localdate(certificate.revoked_at))
    facts = facts_of(certificate.session, statement_of(certificate.enrolment))
    return Proof(
        title=KIND,
        issued=issued,
        holder=certificate.shown_name,
        facts=(("Formation", certificate.session.training.title), *facts),
    )


CHECKERS = (certificate,)
