"""Figures of the plan, for the year and on the board."""

import datetime

import pytest
from django.utils import timezone

from formation.chart import plan_chart
from formation.enums import SessionStatus
from formation.models import Attendance
from formation.plan import Cell, PlanFigures, plan_board, plan_figures
from tests.factories.formation import AnnualPlanFactory, EnrolmentFactory, SessionFactory


def day(month: int, number: int = 12) -> datetime.date:
    return datetime.date(2026, month, number)


@pytest.fixture
def year(training, epm, other_epm):
    """2026: in Figeac two half-days in March, one of them delivered; in Cahors one in May, and a cancelled session."""
    march = SessionFactory(training=training, epm=epm, dates=[day(3), day(3, 13)])
    SessionFactory(training=training, epm=other_epm, dates=[day(5)])
    SessionFactory(training=training, epm=other_epm, dates=[day(6)], status=SessionStatus.CANCELLED)
    SessionFactory(training=training, epm=epm, dates=[datetime.date(2025, 3, 12)])
    delivered = march.half_days.first()
    for is_present in (True, True, False):
        enrolment = EnrolmentFactory(session=march)
        Attendance.objects.create(half_day=delivered, enrolment=enrolment, is_present=is_present)
    delivered.closed_at = timezone.now()
    delivered.save()
    return 2026


def test_figures_count_half_days_of_the_year(year):
    AnnualPlanFactory(year=2026, target=10)

    assert plan_figures(2026) == PlanFigures(year=2026, target=10, planned=3, delivered=1)


def test_figures_cost_two_queries(year, django_assert_num_queries):
    with django_assert_num_queries(2):
        plan_figures(2026)


def test_figures_are_also_told_in_days():
    figures = PlanFigures(year=2026, target=32, planned=3, delivered=1)

    assert (figures.target_days, figures.planned_days, figures.delivered_days) == (16, 1.5, 0.5)
    assert figures.missing == 29


def test_nothing_is_missing_beyond_the_target():
    assert PlanFigures(year=2026, target=2, planned=3, delivered=0).missing == 0


def test_board_places_half_days_by_month_and_territory(year):
    board = plan_board(2026)

    assert [territory.name for territory in board.territories] == ["Cahors", "Figeac"]
    assert board.rows[2].cells == [Cell(), Cell(planned=2, delivered=1)]
    assert board.rows[4].cells == [Cell(planned=1), Cell()]
    assert board.rows[5].total == Cell()
    assert board.totals == [Cell(planned=1), Cell(planned=2, delivered=1)]
    assert board.total == Cell(planned=3, delivered=1)


def test_board_and_figures_agree(year):
    assert plan_board(2026).figures(AnnualPlanFactory(year=2026, target=10)) == plan_figures(2026)


def test_chart_draws_only_months_with_half_days_on_one_scale(year):
    chart = plan_chart(plan_board(2026))

    bars = [(month.first_day.month, bar.css_class, bar.value) for month in chart.months for bar in month.bars]
    assert bars == [(3, "planned", 2), (3, "delivered", 1), (5, "planned", 1)]
    march, may = chart.months[2].bars, chart.months[4].bars
    assert march[0].height == 2 * march[1].height == 2 * may[0].height
    assert march[0].y + march[0].height == chart.base


def test_chart_of_an_empty_year_has_no_bar(db):
    assert [month.bars for month in plan_chart(plan_board(2026)).months] == [[]] * 12
