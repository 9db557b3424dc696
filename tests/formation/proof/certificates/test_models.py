"""A certificate: number, visibility, name of the holder."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.proof.certificates.enums import CertificateShownName, Revocation
from formation.proof.certificates.models import Certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(closed_session):
    (enrolment,) = closed_session(people=1)
    return enrolment.certificates.get()


def test_public_page_shows_initials_unless_the_holder_chooses_otherwise(certificate):
    member = certificate.member
    member.first_name, member.last_name = "Camille", "Bonnet"
    assert certificate.shown_name == "C. B."
    certificate.shows = CertificateShownName.FULL
    assert certificate.shown_name == "Camille Bonnet"


def test_check_url_is_public_and_pdf_url_is_not(certificate):
    assert certificate.get_absolute_url() == f"/attestations/{certificate.grouped_number}/"
    assert certificate.pdf_url == f"/formation/mes-formations/attestations/{certificate.pk}.pdf"


def test_member_sees_own_certificates_and_coordinator_all(certificate, coordinator, territorial, former, animator):
    def seen_by(user):
        return list(Certificate.objects.visible_to(user))

    assert seen_by(certificate.member) == seen_by(coordinator) == [certificate]
    assert seen_by(animator) == seen_by(territorial) == seen_by(former) == []


def test_second_certificate_in_force_is_refused(certificate):
    twin = Certificate(enrolment=certificate.enrolment, number="0" * 12)
    with pytest.raises(ValidationError, match="déjà une attestation valable"):
        twin.full_clean()


def test_revocation_without_cause_is_refused(certificate):
    certificate.revoked_at = timezone.now()
    with pytest.raises(ValidationError, match="pour une cause"):
        certificate.full_clean()
    certificate.revocation = Revocation.DECISION
    certificate.full_clean()
