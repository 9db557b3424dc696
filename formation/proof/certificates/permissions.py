"""Who holds a certificate."""

from formation.proof.certificates.models import Certificate


def is_holder(user, certificate: Certificate) -> bool:
    return certificate.enrolment.member_id == user.pk
