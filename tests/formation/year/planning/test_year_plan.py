"""Figures of the plan, in total and on the board."""

import datetime

import pytest
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enums import PlaceKind, SessionStatus, Stage
from formation.year.planning.chart import plan_chart
from formation.year.planning.plan_cells import PlanCell, PlanSlot
from formation.year.planning.year_plan import PlanFigures, plan_board, plan_figures
from tests.factories.formation import AnnualPlanFactory, EnrolmentFactory, SessionFactory, in_days


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

    assert plan_figures(2026) == PlanFigures(year=2026, target=10, planned=3, delivered=1, cancelled=1)


def test_figures_take_two_queries(year, django_assert_num_queries):
    with django_assert_num_queries(2):
        plan_figures(2026)


def test_figures_are_also_in_days():
    figures = PlanFigures(year=2026, target=32, planned=3, delivered=1)

    assert (figures.target_days, figures.planned_days, figures.delivered_days) == (16, 1.5, 0.5)
    assert figures.missing == 29


def test_missing_is_zero_beyond_the_target():
    assert PlanFigures(year=2026, target=2, planned=3, delivered=0).missing == 0


def test_board_counts_half_days_by_month_and_territory(year):
    board = plan_board(2026)

    assert [str(column) for column in board.columns] == ["Cahors", "Figeac", "À distance"]
    assert board.rows[2].cells == [PlanCell(), PlanCell(planned=2, delivered=1), PlanCell()]
    assert board.rows[4].cells == [PlanCell(planned=1), PlanCell(), PlanCell()]
    assert board.rows[5].total == PlanCell(cancelled=1)
    assert board.totals == [PlanCell(planned=1, cancelled=1), PlanCell(planned=2, delivered=1), PlanCell()]
    assert board.total == PlanCell(planned=3, delivered=1, cancelled=1)


def test_each_cell_links_to_its_sessions(year):
    board = plan_board(2026)

    assert (board.rows[2].cells[1].query, board.rows[2].cells[1].words) == ("mois=3&lieu=figeac", "mars, Figeac")
    assert (board.rows[2].total.query, board.totals[2].query) == ("mois=3", "lieu=a-distance")
    assert (board.total.query, board.total.words) == ("", "toute l’année")


def test_remote_session_has_its_own_column(training):
    SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE, dates=[day(4)])

    assert [cell.planned for cell in plan_board(2026).rows[3].cells] == [1]


def test_session_in_another_place_counts_for_the_territory_of_its_commune(training, other_epm):
    elsewhere = {"place_kind": PlaceKind.ELSEWHERE, "elsewhere": "Salle des fêtes", "commune": other_epm.commune}
    SessionFactory(training=training, epm=None, dates=[day(4)], **elsewhere)

    assert [cell.planned for cell in plan_board(2026).rows[3].cells] == [1, 0]


def test_drafts_count_as_planned_and_apart_for_their_readers(training, epm):
    SessionFactory(training=training, epm=epm, dates=[day(4)], status=SessionStatus.DRAFT)
    SessionFactory(training=training, epm=epm, dates=[day(4)])

    total = plan_board(2026, with_drafts=True).rows[3].total
    assert (total.planned, total.drafts, total.announced) == (2, 1, 1)
    assert plan_board(2026).rows[3].total == PlanCell(planned=1)


def test_budget_is_divided_by_promised_half_days():
    figures = PlanFigures(year=2026, target=32, planned=0, delivered=0, budget=12_000)

    assert figures.euros_of_a_half_day == 375
    assert PlanFigures(year=2026, target=32, planned=0, delivered=0).euros_of_a_half_day is None


def test_board_and_figures_agree(year):
    assert plan_board(2026).figures(AnnualPlanFactory(year=2026, target=10)) == plan_figures(2026)


def test_cell_lists_its_sessions_without_cancelled_ones(year):
    board = plan_board(2026)

    slot = board.rows[2].cells[1].slots[0]
    assert [len(cell.slots) for cell in board.rows[2].cells] == [0, 1, 0]
    assert (slot.days, slot.planned, slot.delivered, slot.points) == ([day(3), day(3, 13)], 2, 1, "●○")
    assert board.rows[5].cells[0].slots == []


def test_slot_tells_whether_its_attendance_is_to_close(training, epm, other_epm):
    today, one_day = timezone.localdate(), datetime.timedelta(days=1)
    for place, first_day in ((epm, today - one_day), (other_epm, today + one_day)):
        SessionFactory(training=training, epm=place, dates=[first_day])
    SessionFactory(training=training, epm=epm, dates=[today], status=SessionStatus.DRAFT)

    boards = [plan_board(year, with_drafts=True) for year in sorted({today.year - 1, today.year, today.year + 1})]
    slots = [slot for board in boards for row in board.rows for cell in row.cells for slot in cell.slots]
    assert sorted((slot.days[0], slot.stage) for slot in slots) == [
        (today - one_day, Stage.TO_CLOSE),
        (today, Stage.DRAFT),
        (today + one_day, Stage.UPCOMING),
    ]


@pytest.mark.parametrize(("days", "is_movable"), [((1, 2), True), ((0,), False), ((-1, 1), False)])
def test_slot_is_moved_until_the_eve_of_its_first_day(days, is_movable):
    slot = PlanSlot(1, "Animer un atelier", SessionStatus.OPEN, days=[in_days(number) for number in days])

    assert slot.is_movable == is_movable


def test_board_is_also_read_by_territory(year):
    lines = plan_board(2026).lines

    assert [str(line.column) for line in lines] == ["Cahors", "Figeac", "À distance"]
    assert lines[1].cells[2] == PlanCell(planned=2, delivered=1)
    assert [len(line.cells) for line in lines] == [12, 12, 12]


def test_chart_cumulates_what_is_delivered_on_one_scale(year):
    figures = PlanFigures(year=2026, target=10, planned=3, delivered=1)

    chart = plan_chart(plan_board(2026), figures, months=5)

    assert [point.value for point in chart.delivered] == [0, 0, 1, 1, 1]
    assert (chart.planned.value, chart.even.value) == (3, 10)
    assert [mark.value for mark in chart.marks] == [0, 5, 10]
    assert chart.base - chart.planned.y == pytest.approx(3 * (chart.base - chart.last.y), abs=0.2)


def test_chart_of_a_coming_year_has_no_line(db):
    chart = plan_chart(plan_board(2026), PlanFigures(year=2026, target=0, planned=0, delivered=0), months=0)

    assert (chart.delivered, chart.line, chart.area, chart.last) == ([], "", "", None)
