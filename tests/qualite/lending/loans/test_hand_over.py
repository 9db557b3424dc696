"""Departures, returns and straight hand-overs, with the condition at both ends."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition, LoanState, ReportMoment
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.services.bookings import book
from qualite.lending.loans.services.hand_over import SeenCondition, record_departure, record_return
from qualite.lending.loans.services.reminders import remind_of_overdue_loans
from qualite.lending.loans.span import Span
from reseau.documents.files.scans import CheckedScan
from tests.factories.equipment import LoanFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
GOOD = SeenCondition(Condition.GOOD)


def photo() -> CheckedScan:
    return CheckedScan("jpg", ContentFile(b"a picture"))


def days_ago(count: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=count)


@pytest.fixture
def out(kit, other_epm):
    """A loan that left three days ago, for a week."""
    loan = LoanFactory(equipment=kit, epm=other_epm, start=days_ago(3), end=days_ago(-3), state=LoanState.OUT)
    ConditionReport.objects.create(loan=loan, moment=ReportMoment.DEPARTURE, condition=Condition.GOOD)
    return loan


def test_departure_keeps_condition_and_photo(kit, other_epm, stranger, today):
    loan = book(equipment=kit, epm=other_epm, span=today, by=stranger)

    record_departure(loan=loan, seen=SeenCondition(Condition.WORN, "Une rayure.", photo()), by=stranger)

    loan.refresh_from_db()
    kit.refresh_from_db()
    report = loan.reports.get()
    assert (loan.state, kit.condition, report.moment) == (LoanState.OUT, Condition.WORN, ReportMoment.DEPARTURE)
    with report.photo.open() as file:
        assert (report.words, file.read()) == ("Une rayure.", b"a picture")


def test_early_return_frees_what_was_left(out, stranger):
    record_return(loan=out, seen=GOOD, by=stranger)

    out.refresh_from_db()
    assert (out.state, out.span.last) == (LoanState.RETURNED, WorkingHalf.now())
    assert out.half_days.count() == len(out.span)
    assert not Notice.objects.exists()


def test_late_return_keeps_the_period_that_was_booked(kit, other_epm, stranger):
    loan = LoanFactory(equipment=kit, epm=other_epm, start=days_ago(5), end=days_ago(2), state=LoanState.OUT)

    record_return(loan=loan, seen=GOOD, by=stranger)

    loan.refresh_from_db()
    assert (loan.state, loan.end) == (LoanState.RETURNED, days_ago(2))


def test_damage_is_told_to_the_owner_with_the_words(out, animator, stranger, kit):
    record_return(loan=out, seen=SeenCondition(Condition.DAMAGED, "Un écran est fendu."), by=stranger)

    notice = Notice.objects.get()
    kit.refresh_from_db()
    assert (notice.member, kit.condition) == (animator, Condition.DAMAGED)
    assert notice.text == (
        "Prêt de «\u00a0Mallette de tablettes\u00a0» à l’EPM de Luzech, état au retour\u00a0: "
        "à réparer, ou il manque une pièce."
    )


def test_straight_hand_over_returns_one_loan_and_begins_the_next(kit, out, stranger, half):
    third = PositionFactory(epm=EPMFactory(name="EPM de Souillac"))
    out.end, out.end_part = WorkingHalf.now().plus(-1).key
    out.half_days.all().delete()
    out.save()
    loan = book(equipment=kit, epm=third.epm, span=Span(WorkingHalf.now(), half(4)), by=third.member)

    record_departure(loan=loan, seen=SeenCondition(Condition.GOOD, "", photo()), by=third.member, straight_from=out)

    loan.refresh_from_db()
    out.refresh_from_db()
    assert (out.state, loan.state, loan.came_from) == (LoanState.RETURNED, LoanState.OUT, out)
    photos = {report.moment: report.photo.name for report in ConditionReport.objects.exclude(photo="")}
    assert list(photos) == [ReportMoment.RETURN, ReportMoment.DEPARTURE]
    assert len(set(photos.values())) == 1


def test_departure_is_refused_while_another_place_has_the_equipment(kit, other_epm, out, animator, epm, half):
    out.end, out.end_part = WorkingHalf.now().plus(-1).key
    out.half_days.all().delete()
    out.save()
    loan = book(equipment=kit, epm=epm, span=Span(WorkingHalf.now(), half(1)), by=animator)

    with pytest.raises(ValidationError) as caught:
        record_departure(loan=loan, seen=SeenCondition(Condition.GOOD, "", photo()), by=animator)

    words = f"L’EPM de Luzech l’a encore, jusqu’au {out.span.last.words}\u00a0: notez d’abord son retour"
    assert caught.value.messages == [f"{words}, ou qu’il vous est remis directement."]
    assert ConditionReport.objects.filter(loan=loan).count() == 0


def test_hand_over_from_a_place_that_gave_it_back_is_refused(kit, out, epm, animator, stranger, half):
    record_return(loan=out, seen=GOOD, by=stranger)
    loan = book(equipment=kit, epm=epm, span=Span(half(0), half(1)), by=animator)

    with pytest.raises(ValidationError, match="Ce matériel est rentré entre-temps"):
        record_departure(loan=loan, seen=GOOD, by=animator, straight_from=out)


def test_departure_long_before_its_day_or_twice_is_refused(kit, other_epm, stranger, span, today):
    loan = book(equipment=kit, epm=other_epm, span=span(20, 21), by=stranger)
    with pytest.raises(ValidationError, match="avancez-le d’abord"):
        record_departure(loan=loan, seen=GOOD, by=stranger)

    other = book(equipment=kit, epm=other_epm, span=today, by=stranger)
    record_departure(loan=other, seen=GOOD, by=stranger)
    with pytest.raises(ValidationError, match="déjà parti"):
        record_departure(loan=other, seen=GOOD, by=stranger)


def test_equipment_out_of_order_does_not_leave(kit, other_epm, stranger, today):
    loan = book(equipment=kit, epm=other_epm, span=today, by=stranger)
    kit.condition = Condition.OUT_OF_ORDER
    kit.save()

    with pytest.raises(ValidationError, match="hors service"):
        record_departure(loan=loan, seen=GOOD, by=stranger)


def test_return_of_what_has_not_left_is_refused(kit, stranger):
    with pytest.raises(ValidationError, match="pas parti"):
        record_return(loan=LoanFactory(equipment=kit), seen=GOOD, by=stranger)


def test_overdue_loan_is_reminded_once_to_both_teams(kit, other_epm, animator, stranger):
    loan = LoanFactory(equipment=kit, epm=other_epm, start=days_ago(3), state=LoanState.OUT)
    LoanFactory(equipment__epm=kit.epm, epm=other_epm, start=days_ago(3))

    assert [remind_of_overdue_loans() for _ in range(2)] == [1, 1]

    notices = Notice.objects.order_by("member")
    assert [notice.member for notice in notices] == sorted([animator, stranger], key=lambda member: member.pk)
    assert {notice.text for notice in notices} == {
        (
            "Retour en retard\u00a0: «\u00a0Mallette de tablettes\u00a0», "
            f"à l’EPM de Luzech jusqu’au {loan.span.last.words}."
        )
    }


def test_place_where_nobody_works_is_told_through_its_territory(kit, territorial):
    empty = EPMFactory(name="EPM d’Assier", commune__territory=territorial.positions.get().territory)
    LoanFactory(equipment=kit, epm=empty, start=days_ago(3), state=LoanState.OUT)

    remind_of_overdue_loans()

    assert territorial in [notice.member for notice in Notice.objects.all()]
