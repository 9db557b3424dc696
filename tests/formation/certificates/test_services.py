"""Certificates are given when attendance proves them, not when somebody looks; they follow it, and are taken back."""

import pytest
from django.core.exceptions import ValidationError

from alertes.notices.models import Notice
from formation.attendance.models.attendance import Attendance
from formation.attendance.services.attendance import close_attendance
from formation.certificates.models import Certificate
from formation.certificates.services import (
    choose_shown_name,
    give_certificate_again,
    issue_certificates,
    review_certificate,
    revoke_certificate,
)
from formation.enums import Revocation, ShownName
from formation.scheduling.services import change_session
from formation.sessions.session_data import Terms
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_mornings(training, epm):
    return SessionFactory(training=training, epm=epm, dates=[in_days(-3), in_days(-2)])


@pytest.fixture
def certificate(held):
    (enrolment,) = held(people=1)
    return enrolment.certificates.get()


def holders() -> list:
    return list(Certificate.objects.order_by("pk").values_list("enrolment", flat=True))


def note(enrolment, *, is_present: bool) -> None:
    """What a correction of attendance leaves behind it."""
    Attendance.objects.filter(enrolment=enrolment).update(is_present=is_present)


def test_closing_the_last_half_day_gives_one_to_each_who_was_there_once(two_mornings, coordinator):
    both, once, never = EnrolmentFactory.create_batch(3, session=two_mornings)
    EnrolmentFactory(session=two_mornings, waiting=True)
    first, last = two_mornings.half_days.all()

    close_attendance(half_day=first, presences=[both, once], by=coordinator)
    assert holders() == []
    close_attendance(half_day=last, presences=[both], by=coordinator)

    assert holders() == [both.pk, once.pk]
    assert never.certificates.count() == 0


def test_each_holder_is_told_once(held):
    enrolments = held(people=2)
    issue_certificates(session=enrolments[0].session)

    told = Notice.objects.filter(key__contains=":certificate:").values_list("member", "text", "url")
    text = "Votre attestation est prête\u00a0: Animer un atelier collectif"
    expected = {(enrolment.member_id, text, "/formation/mes-formations/") for enrolment in enrolments}
    assert (len(told), set(told)) == (2, expected)


def test_withdrawing_the_half_days_that_were_left_gives_them_too(two_mornings, coordinator):
    enrolment = EnrolmentFactory(session=two_mornings)
    first, _ = two_mornings.half_days.all()
    close_attendance(half_day=first, presences=[enrolment], by=coordinator)

    change_session(session=two_mornings, terms=Terms.of(two_mornings), half_days=[], by=coordinator)

    assert holders() == [enrolment.pk]


def test_a_correction_that_leaves_a_presence_changes_nothing_to_the_certificate(certificate):
    review_certificate(enrolment=certificate.enrolment)
    certificate.refresh_from_db()
    assert (certificate.is_in_force, Certificate.objects.count()) == (True, 1)


def test_a_correction_that_leaves_no_presence_revokes_it_and_says_so(certificate):
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


def test_a_correction_that_gives_a_presence_back_gives_another_number(certificate):
    enrolment = certificate.enrolment
    for is_present in (False, True):
        note(enrolment, is_present=is_present)
        review_certificate(enrolment=enrolment)

    old, new = enrolment.certificates.order_by("pk")
    assert (old.is_in_force, new.is_in_force, old.number == new.number) == (False, True, False)


def test_a_correction_gives_one_to_who_was_noted_absent(held):
    there, absent = held(people=2)
    absent.certificates.all().delete()
    note(absent, is_present=False)
    review_certificate(enrolment=absent)
    assert holders() == [there.pk]

    note(absent, is_present=True)
    review_certificate(enrolment=absent)
    assert holders() == [there.pk, absent.pk]


def test_nothing_is_given_as_long_as_a_half_day_is_open(two_mornings, coordinator):
    enrolment = EnrolmentFactory(session=two_mornings)
    first, _ = two_mornings.half_days.all()
    close_attendance(half_day=first, presences=[enrolment], by=coordinator)

    review_certificate(enrolment=enrolment)

    assert holders() == []


def test_coordinator_takes_one_back_with_a_reason_that_its_holder_reads(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur sur la personne", by=coordinator)

    certificate.refresh_from_db()
    assert (certificate.revoked_by, certificate.revocation) == (coordinator, Revocation.DECISION)
    notice = Notice.objects.get(key__endswith=f":certificate:{certificate.pk}:revoked")
    assert notice.text.endswith("Raison\u00a0: Erreur sur la personne")


def test_one_is_not_taken_back_twice(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Une fois", by=coordinator)
    with pytest.raises(ValidationError, match="déjà annulée"):
        revoke_certificate(certificate=certificate, reason="Deux fois", by=coordinator)
    certificate.refresh_from_db()
    assert certificate.revoke_reason == "Une fois"


def test_what_somebody_decided_no_correction_undoes(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    review_certificate(enrolment=certificate.enrolment)
    issue_certificates(session=certificate.session)
    assert Certificate.objects.in_force().count() == 0


def test_coordinator_gives_another_one_after_a_mistake(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    new = give_certificate_again(certificate=certificate)
    assert (new.is_in_force, new.enrolment, new.number == certificate.number) == (True, certificate.enrolment, False)
    with pytest.raises(ValidationError, match="déjà une attestation valable"):
        give_certificate_again(certificate=certificate)


def test_nothing_is_given_again_without_a_presence(certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    note(certificate.enrolment, is_present=False)
    with pytest.raises(ValidationError, match="rien à attester"):
        give_certificate_again(certificate=certificate)


def test_holder_chooses_what_it_shows(certificate):
    choose_shown_name(certificate=certificate, shows=ShownName.FULL)
    certificate.refresh_from_db()
    assert certificate.shows == ShownName.FULL
