"""Names of the objects of the training year in lists and in Wagtail."""

import datetime

from formation.offer.annual_plan.models import AnnualPlan
from formation.proof.attendance.models.attendance import Attendance
from tests.factories.formation import EnrolmentFactory, SessionFactory


def test_objects_have_distinctive_names(training, epm):
    session = SessionFactory(training=training, epm=epm, dates=[datetime.date(2026, 3, 12)])
    half_day = session.half_days.get()
    enrolment = EnrolmentFactory(session=session)
    name = enrolment.member.get_full_name()

    assert str(half_day) == "12/03/2026 matin"
    assert str(enrolment) == f"{name}, Animer un atelier collectif, EPM de Gramat (Inscription confirmée)"
    attendance = Attendance(half_day=half_day, enrolment=enrolment, is_present=True)
    assert str(attendance) == f"{name}, 12/03/2026 matin\u00a0: présence"
    assert str(training.programme.first()) == "Temps 1"
    assert str(AnnualPlan(year=2026)) == "Plan de formation 2026"
