"""Tests of the erasure of an account that leaves training records, and of the end of its name."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from formation.proof.archives.models import ArchivedIdentity
from formation.proof.archives.services.erasure import erase_account
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.models import Certificate
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session_people import SessionTrainer
from forums.messages.posts.models import Post
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from tests.factories.formation import EnrolmentFactory, SessionFactory, closed_half_day
from tests.factories.forums import PostFactory
from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trained(animator):
    """An animator who followed a half-day of 2020, signed, with a certificate."""
    animator.first_name, animator.last_name, animator.phone = "Solange", "Delbos", "05 36 49 00 01"
    animator.save()
    half_day = closed_half_day(date(2020, 3, 12))
    enrolment = EnrolmentFactory(session=half_day.session, member=animator)
    Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True, typed_name="Solange Delbos")
    Certificate.objects.create(enrolment=enrolment, number="ABCD2345", shows="full")
    return animator


def erase(member, coordinator) -> ArchivedIdentity | None:
    return erase_account(member=Member.objects.get(pk=member.pk), by=coordinator)


def test_training_records_outlive_the_account_without_its_name(trained, coordinator):
    post, waiting = PostFactory(author=trained), EnrolmentFactory(member=trained, waiting=True)

    identity = erase(trained, coordinator)

    account = Member.objects.get(pk=trained.pk)
    assert (identity.name, identity.kept_until, identity.archived_by) == (
        "Solange Delbos", date(2025, 12, 31), coordinator,
    )  # fmt: skip
    assert (str(account), account.email, account.phone, account.is_active) == ("Personne partie", None, "", False)
    assert (Attendance.objects.count(), Certificate.objects.count()) == (1, 1)
    assert not Enrolment.objects.filter(pk=waiting.pk).exists()
    assert Post.objects.get(pk=post.pk).author is None
    assert Position.objects.filter(member=account).count() == 0


def test_certificate_names_its_holder_until_the_term_and_not_on_the_next_day(trained, coordinator):
    erase(trained, coordinator)
    names = []
    for last_day in (timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        ArchivedIdentity.objects.update(kept_until=last_day)
        names.append(Certificate.objects.get().shown_name)
    assert names == ["Solange Delbos", "Personne partie"]


def test_account_without_training_leaves_nothing(animator, coordinator):
    EnrolmentFactory(member=animator)
    assert erase(animator, coordinator) is None
    assert not Member.objects.filter(pk=animator.pk).exists()


def test_trainer_of_a_session_held_is_archived_and_of_one_to_come_is_not(animator, colleague, coordinator):
    held = closed_half_day(date(2024, 5, 6)).session
    for session, member in ((held, animator), (SessionFactory(), colleague)):
        SessionTrainer.objects.get_or_create(session=session, member=member)

    assert (erase(animator, coordinator).kept_until, erase(colleague, coordinator)) == (date(2029, 12, 31), None)


def test_records_never_go_with_the_account(trained):
    with pytest.raises(ProtectedError), transaction.atomic():
        trained.delete()


def test_name_is_kept_until_its_term_by_the_database(trained, coordinator):
    erase(trained, coordinator)
    today = timezone.localdate()
    ArchivedIdentity.objects.update(kept_until=today)
    destroyed = {"name": "", "destroyed_on": today, "visa_on": today, "visa_reference": "A", "visa_by": "B"}
    for changes in (destroyed, {"name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArchivedIdentity.objects.update(**changes)
    ArchivedIdentity.objects.update(kept_until=today - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        ArchivedIdentity.objects.update(**{**destroyed, "visa_reference": ""})


def test_accreditation_outlives_the_account_as_an_act(animator, coordinator):
    accreditation = AccreditationFactory(of_person=True, member=animator)
    name = str(animator)

    assert erase(animator, coordinator) is None

    accreditation.refresh_from_db()
    assert (accreditation.member, accreditation.held_by, accreditation.standing) == (None, name, "ended")
    assert not type(accreditation).objects.unfinished_on(timezone.localdate()).filter(pk=accreditation.pk).exists()
