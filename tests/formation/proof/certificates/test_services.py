"""Certificates are issued when attendance proves them, follow its corrections, and may be revoked."""

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.certificates.enums import CertificateShownName, Revocation
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.services import (
    choose_shown_name,
    issue_certificates,
    reissue_certificate,
    review_certificate,
    revoke_certificate,
)
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import change_session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_mornings(training, epm):
    return SessionFactory(training=training, epm=epm, dates=[in_days(-3), in_days(-2)])


@pytest.fixture
def certificate(closed_session):
    (enrolment,) = closed_session(people=1)
    return enrolment.certificates.get()


def holders() -> list:
    return list(Certificate.objects.order_by("pk").values_list("enrolment", flat=True))


def note(enrolment, *, is_present: bool) -> None:
    """Run the recorded correction of attendance."""
    Attendance.objects.filter(enrolment=enrolment).update(is_present=is_present)


def test_closing_the_last_half_day_issues_certificates_once(two_mornings, coordinator):
    both, once, never = EnrolmentFactory.create_batch(3, session=two_mornings)
    EnrolmentFactory(session=two_mornings, waiting=True)
    first, last = two_mornings.half_days.all()

    close_attendance(half_day=first, presences=[both, once], by=coordinator)
    assert holders() == []
    close_attendance(half_day=last, presences=[both], by=coordinator)

    assert holders() == [both.pk, once.pk]
    assert never.certificates.count() == 0


def test_certificates_are_of_that_session_alone(two_mornings, closed_session, session, coordinator):
    (elsewhere,) = closed_session(people=1)
    elsewhere.certificates.all().delete()
    enrolment = EnrolmentFactory(session=two_mornings)
    EnrolmentFactory(session=session)

    for half_day in two_mornings.half_days.all():
        close_attendance(half_day=half_day, presences=[enrolment], by=coordinator)

    assert holders() == [enrolment.pk]


def test_each_holder_is_notified_once(closed_session):
    enrolments = closed_session(people=2)
    issue_certificates(session=enrolments[0].session)

    notices = Notice.objects.filter(key__contains=":certificate:").values_list("member", "text", "url")
    text = "Votre attestation est prête\u00a0: Animer un atelier collectif"
    expected = {(enrolment.member_id, text, "/formation/mes-formations/") for enrolment in enrolments}
    assert (len(notices), set(notices)) == (2, expected)


def test_removing_the_open_half_days_issues_certificates(two_mornings, coordinator):
    enrolment = EnrolmentFactory(session=two_mornings)
    first, _ = two_mornings.half_days.all()
    close_attendance(half_day=first, presences=[enrolment], by=coordinator)

    change_session(session=two_mornings, session_data=SessionData.of(two_mornings), half_days=[], by=coordinator)

    assert holders() == [enrolment.pk]


def test_correction_that_leaves_a_presence_keeps_the_certificate(certificate):
    review_certificate(enrolment=certificate.enrolment)
    certificate.refresh_from_db()
    assert (certificate.is_in_force, Certificate.objects.count()) == (True, 1)


def test_correction_that_leaves_no_presence_revokes_and_notifies(certificate):
    note(certificate.enrolment, is_present=False)

    review_certificate(enrolment=certificate.enrolment)

    certificate.refresh_from_db()
    assert (certificate.is_in_force, certificate.revocation, certificate.revoked_by) == (
        False,
        Revocation.NO_PRESENCE,
        None,
    )
    notice = Notice.objects.get(key__endswith=f":certificate:{certificate.pk}:revoked")
    assert (notice.member, notice.text.count("Plus aucune présence")) == (certificate.member, 1)


def test_correction_that_restores_a_presence_issues_another_number(certificate):
    enrolment = certificate.enrolment
    for is_present in (False, True):
        note(enrolment, is_present=is_present)
        review_certificate(enrolment=enrolment)

    old_certificate, new_certificate = enrolment.certificates.order_by("pk")
    assert (
        old_certificate.is_in_force,
        new_certificate.is_in_force,
        old_certificate.number == new_certificate.number,
    ) == (False, True, False)


def test_correction_of_an_absence_issues_a_certificate(closed_session):
    present, absent = closed_session(people=2)
    absent.certificates.all().delete()
    note(absent, is_present=False)
    review_certificate(enrolment=absent)
    assert holders() == [present.pk]

    note(absent, is_present=True)
    review_certificate(enrolment=absent)
    assert holders() == [present.pk, absent.pk]


def test_open_half_day_delays_certificates(two_mornings, coordinator):
    enrolment = EnrolmentFactory(session=two_mornings)
    first, _ = two_mornings.half_days.all()
    close_attendance(half_day=first, presences=[enrolment], by=coordinator)

    review_certificate(enrolment=enrolment)

    assert holders() == []


def test_revocation_notifies_the_holder_with_the_reason(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur sur la personne", by=coordinator)

    certificate.refresh_from_db()
    assert (certificate.revoked_by, certificate.revocation) == (coordinator, Revocation.DECISION)
    notice = Notice.objects.get(key__endswith=f":certificate:{certificate.pk}:revoked")
    assert notice.text.endswith("Raison\u00a0: Erreur sur la personne")


def test_revoked_certificate_cannot_be_revoked_again(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Une fois", by=coordinator)
    with pytest.raises(ValidationError, match="déjà annulée"):
        revoke_certificate(certificate=certificate, reason="Deux fois", by=coordinator)
    certificate.refresh_from_db()
    assert certificate.revoke_reason == "Une fois"


def test_correction_does_not_undo_a_decision(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    review_certificate(enrolment=certificate.enrolment)
    issue_certificates(session=certificate.session)
    assert Certificate.objects.in_force().count() == 0


def test_certificate_is_issued_again_after_a_mistake(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    new_certificate = reissue_certificate(certificate=certificate)
    assert (new_certificate.is_in_force, new_certificate.enrolment, new_certificate.number == certificate.number) == (
        True,
        certificate.enrolment,
        False,
    )
    notice = Notice.objects.get(key__endswith=f":certificate:{new_certificate.pk}:issued")
    text = "Votre nouvelle attestation est prête\u00a0: Animer un atelier collectif"
    assert (notice.member, notice.text) == (certificate.member, text)
    with pytest.raises(ValidationError, match="déjà une attestation valable"):
        reissue_certificate(certificate=certificate)


def test_new_issue_without_presence_is_refused(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    note(certificate.enrolment, is_present=False)
    with pytest.raises(ValidationError, match="rien à attester"):
        reissue_certificate(certificate=certificate)


def test_holder_chooses_the_name_shown(certificate):
    choose_shown_name(certificate=certificate, shows=CertificateShownName.FULL)
    certificate.refresh_from_db()
    assert certificate.shows == CertificateShownName.FULL
