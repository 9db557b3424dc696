"""What each thing of the training year is called in lists and in Wagtail."""

import datetime

from formation.attendance.models.attendance import Attendance
from formation.planning.models.plan import AnnualPlan
from tests.factories.formation import EnrolmentFactory, SessionFactory


def test_things_are_named_by_what_tells_them_apart(training, epm):
    session = SessionFactory(training=training, epm=epm, dates=[datetime.date(2026, 3, 12)])
    half_day = session.half_days.get()
    enrolment = EnrolmentFactory(session=session)
    name = enrolment.member.get_full_name()

    assert str(half_day) == "12/03/2026 matin"
    assert str(enrolment) == f"{name}, Animer un atelier collectif, EPM de Gramat (Inscrit)"
    attendance = Attendance(half_day=half_day, enrolment=enrolment, is_present=True)
    assert str(attendance) == f"{name}, 12/03/2026 matin\u00a0: présence"
    assert str(training.programme.first()) == "Temps 1"
    assert str(AnnualPlan(year=2026)) == "Plan de formation 2026"
