"""Public check of a certificate by its number: what its holder allows, or that it was revoked."""

from django.utils import timezone

from formation.certificates.attendance_statement import statement_of, statement_prefetches
from formation.certificates.models import Certificate
from formation.certificates.paper import KIND, facts_of
from reseau.proofs.registry import Proof, register


@register
def certificate(number: str) -> Proof | None:
    found = Certificate.objects.filter(number=number).with_record()
    found = found.prefetch_related(*statement_prefetches("enrolment__")).first()
    if found is None:
        return None
    issued = timezone.localdate(found.issued)
    if not found.is_in_force:
        return Proof(title=KIND, issued=issued, revoked=timezone.localdate(found.revoked_at))
    facts = facts_of(found.session, statement_of(found.enrolment))
    return Proof(
        title=KIND,
        issued=issued,
        holder=found.shown_name,
        facts=(("Formation", found.session.training.title), *facts),
    )
