"""Sessions older than certificates: their participants get one, and nobody else."""

from importlib import import_module

import pytest
from django.apps import apps

from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.certificates.models import Certificate
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db


def test_participants_of_past_sessions_get_a_certificate(training, epm, coordinator, closed_session):
    enrolments = closed_session(people=2)
    EnrolmentFactory(session=enrolments[0].session)
    begun_session = SessionFactory(training=training, epm=epm, dates=[in_days(-3), in_days(-2)])
    enrolment_of_begun_session = EnrolmentFactory(session=begun_session)
    close_attendance(half_day=begun_session.half_days.first(), presences=[enrolment_of_begun_session], by=coordinator)
    Certificate.objects.all().delete()

    import_module("formation.migrations.0010_certificates_of_past_sessions").issue(apps, None)

    holders = Certificate.objects.order_by("enrolment").values_list("enrolment", flat=True)
    assert list(holders) == [enrolment.pk for enrolment in enrolments]
    assert len(set(Certificate.objects.values_list("number", flat=True))) == 2
