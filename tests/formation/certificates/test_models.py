"""A certificate: its number, who sees it, how it names its holder."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.certificates.models import Certificate
from formation.enums import Revocation, ShownName

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(held):
    (enrolment,) = held(people=1)
    return enrolment.certificates.get()


def test_whoever_checks_reads_initials_unless_the_holder_says_otherwise(certificate):
    member = certificate.member
    member.first_name, member.last_name = "Camille", "Bonnet"
    assert certificate.shown_name == "C. B."
    certificate.shows = ShownName.FULL
    assert certificate.shown_name == "Camille Bonnet"


def test_its_address_is_public_and_its_paper_is_not(certificate):
    assert certificate.get_absolute_url() == f"/attestations/{certificate.grouped_number}/"
    assert certificate.pdf_url == f"/formation/mes-formations/attestations/{certificate.pk}.pdf"


def test_one_sees_her_own_and_coordinators_all(certificate, coordinator, territorial, former, animator):
    def seen_by(user):
        return list(Certificate.objects.visible_to(user))

    assert seen_by(certificate.member) == seen_by(coordinator) == [certificate]
    assert seen_by(animator) == seen_by(territorial) == seen_by(former) == []


def test_a_second_one_in_force_is_refused(certificate):
    twin = Certificate(enrolment=certificate.enrolment, number="0" * 12)
    with pytest.raises(ValidationError, match="déjà une attestation valable"):
        twin.full_clean()


def test_one_is_not_revoked_without_a_cause(certificate):
    certificate.revoked_at = timezone.now()
    with pytest.raises(ValidationError, match="pour une cause"):
        certificate.full_clean()
    certificate.revocation = Revocation.DECISION
    certificate.full_clean()
