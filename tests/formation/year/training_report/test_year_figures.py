"""The report of a year: every figure from a small, hand-made data set."""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone
from odfdo import Document
from pypdf import PdfReader

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.evaluation.enums import Moment
from formation.proof.travel.kilometres import year_of_travel
from formation.sessions.enums import SessionStatus
from formation.year.training_report.ods import report_ods
from formation.year.training_report.paper import report_paper
from formation.year.training_report.tables import Number, tables_of
from formation.year.training_report.year_figures import ReuseFigures, year_report
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.factories.formation import (
    AnnualPlanFactory,
    EnrolmentFactory,
    HalfDayFactory,
    SessionFactory,
    TrainingPageFactory,
)
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory
from tests.formation.evaluations import ask_another_sentence, evaluate

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


def day(month: int, number: int = 12, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


def close_with_presences(session, present, absent=()) -> None:
    """Close every half-day of `session`."""
    enrolments = {member: EnrolmentFactory(session=session, member=member) for member in (*present, *absent)}
    for half_day in session.half_days.all():
        for member, enrolment in enrolments.items():
            Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=member in present)
        half_day.closed_at = timezone.now()
        half_day.save()


def judge(session, count: int, satisfaction: int = 4, **marks) -> None:
    for _ in range(count):
        evaluate(session, day=day(3), satisfaction=satisfaction, teaching=1, **marks)


@pytest.fixture
def people(epm, other_epm):
    """Ana and Bea of Gramat (Figeac), Cleo of Luzech (Cahors)."""
    return [PositionFactory(epm=workplace, start=LONG_AGO).member for workplace in (epm, epm, other_epm)]


@pytest.fixture
def year(training, epm, other_epm, people):
    """2026: a day in Gramat in March (Ana and Cleo present, Bea absent), a morning in Luzech in May (Ana, Bea). Ana had
    been trained in 2025. One morning to come, one cancelled, one in draft.
    """
    ana, bea, cleo = people
    AnnualPlanFactory(year=2026, target=8, budget=3000)
    close_with_presences(SessionFactory(training=training, epm=epm, dates=[day(3, year=2025)]), [ana])
    march = SessionFactory(training=training, epm=epm, dates=[day(3), day(3, 13)])
    close_with_presences(march, [ana, cleo], [bea])
    may = SessionFactory(training=TrainingPageFactory(title="Photo"), epm=other_epm, dates=[day(5)])
    close_with_presences(may, [ana, bea])
    SessionFactory(training=training, epm=epm, dates=[day(12)])
    SessionFactory(training=training, epm=epm, dates=[day(11)], status=SessionStatus.CANCELLED)
    SessionFactory(training=training, epm=epm, dates=[day(10)], status=SessionStatus.DRAFT)
    return march, may


def test_report_counts_days_people_and_presence(year):
    report = year_report(2026)
    figures = report.figures
    assert (figures.target_days, figures.planned_days, figures.delivered_days) == (4, 2, 1.5)
    assert (report.people.count, report.people.first_timers, report.people.half_days) == (3, 2, 6)
    assert (report.presence.present, report.presence.expected, report.presence.rate) == (6, 8, 75)
    assert (report.euros_of_a_half_day, report.euros_of_a_person) == (1000, 1000)


def test_people_count_once_where_they_work(year, figeac, cahors):
    report = year_report(2026)
    counts = {
        key: (figures.count, figures.first_timers, figures.half_days) for key, figures in report.territories.items()
    }
    assert counts == {figeac.pk: (2, 1, 4), cahors.pk: (1, 1, 2)}
    assert [(epm.name, figures.count, figures.half_days) for epm, figures in report.epms] == [
        ("EPM de Gramat", 2, 4),
        ("EPM de Luzech", 1, 2),
    ]


def test_member_who_changed_epm_counts_at_the_last_one(year, people, epm, other_epm):
    ana = people[0]
    ana.positions.update(end=day(4))
    PositionFactory(member=ana, epm=other_epm, start=day(4, 13))
    assert [(row[0].name, row[1].count) for row in year_report(2026).epms] == [
        ("EPM de Gramat", 1),
        ("EPM de Luzech", 2),
    ]


def test_member_without_epm_counts_outside_territories(year, territorial):
    close_with_presences(SessionFactory(epm=year[0].epm, dates=[day(6)]), [territorial])
    report = year_report(2026)
    assert (report.territories[None].count, report.people.count) == (1, 4)
    assert ("Sans EPM", 1) in [(row[0], row[3].value) for row in tables_of(report)[1].rows]


def test_each_training_has_a_row(year, training):
    lines = [
        (line.title, len(line.sessions), len(line.half_days), len(line.people)) for line in year_report(2026).trainings
    ]
    assert lines == [("Animer un atelier collectif", 1, 2, 2), ("Photo", 1, 1, 2)]


def test_answers_of_sessions_under_five_are_excluded(year):
    """Four answers in May would be revealed by subtracting the five of March: they are in no figure."""
    march, may = year
    judge(march, 5)
    judge(may, 4, satisfaction=1)
    report = year_report(2026)
    satisfaction = report.satisfaction
    assert (satisfaction.answers, satisfaction.sessions) == (5, 1)
    assert [satisfaction.rate(name) for name in ("satisfaction", "teaching")] == [100, 0]
    assert [line.satisfaction.rate("satisfaction") for line in report.trainings] == [100, None]
    judge(may, 1, satisfaction=1)
    assert year_report(2026).satisfaction.rate("satisfaction") == 50


def test_small_sessions_of_a_training_are_not_added_up(year, training, epm):
    for month in (7, 8):
        session = SessionFactory(training=training, epm=epm, dates=[day(month)])
        judge(session, 4)
    assert year_report(2026).satisfaction.answers == 0


def test_workshops_with_the_kit_count_after_the_training(year, training, people, epm):
    ana, bea, cleo = people
    sheet, other_sheet = SheetFactory(epm=epm), SheetFactory(epm=epm)
    training.kit_sheets.add(KitSheet(sheet=sheet))
    training.save()

    def record_delivery(member, run_day, run_sheet=sheet, headcount=6):
        Delivery.objects.create(member=member, sheet=run_sheet, epm=epm, date=run_day, headcount=headcount, minutes=60)

    record_delivery(cleo, day(4))
    record_delivery(cleo, day(5), headcount=4)
    record_delivery(cleo, day(3, 13))  # the last day of the session, not after it
    record_delivery(cleo, day(4, 2), other_sheet)  # not of the kit
    record_delivery(bea, day(4))  # was absent
    record_delivery(cleo, day(4, year=2027))  # in another year
    record_delivery(ana, day(1))  # trained in 2025
    assert year_report(2026).reuse == ReuseFigures(workshops=3, people=2, learners=16)


def test_kilometres_match_the_plan(year, other_epm):
    other_epm.latitude += 0.2
    other_epm.save()
    report = year_report(2026)
    assert report.kilometres == round(sum(travel.kilometres for travel in year_of_travel(2026)))
    assert report.kilometres > 0
    assert sum(line.people for line in report.travel) == 3


def test_empty_year_has_no_rate_and_no_division_by_zero(db):
    report = year_report(2026)
    assert (report.people.count, report.presence.rate, report.euros_of_a_person) == (0, None, None)
    assert report.satisfaction.rate("satisfaction") is None
    assert report_ods(report)[:2] == b"PK"


def test_remote_half_days_have_their_own_row(year):
    session = SessionFactory(training=year[0].training, epm=None, place_kind="remote", link="https://visio.example.org")
    session.half_days.update(date=day(9))
    HalfDayFactory(session=session, date=day(9, 13))
    rows = {row[0]: [cell.value for cell in row[1:]] for row in tables_of(year_report(2026))[1].rows}
    assert rows["À distance"] == [2, 0, None, None]
    assert rows["Ensemble"] == [6, 3, 3, 2]


def test_figures_query_count_is_constant(year, training, django_assert_num_queries):
    with django_assert_num_queries(9):
        year_report(2026)
    for month in (6, 7, 8):
        epm = EPMFactory()
        members = [PositionFactory(epm=epm, start=LONG_AGO).member for _ in range(3)]
        session = SessionFactory(training=TrainingPageFactory(), epm=epm, dates=[day(month)])
        close_with_presences(session, members)
        judge(session, 5)
    with django_assert_num_queries(9):
        year_report(2026)


def test_sentence_that_few_people_rated_is_left_out(year):
    march, may = year
    judge(march, 4)
    ask_another_sentence(Moment.HOT, "pace")
    judge(march, 4, pace=4)
    judge(may, 5, pace=1)

    report = year_report(2026)

    assert report.satisfaction.answers == 13
    assert {question.code: rate for question, rate in report.rates} == {
        "pace": 0, "satisfaction": 100, "usefulness": 100, "teaching": 0, "comfort": 100,
    }  # fmt: skip


def test_spreadsheet_has_numbers_and_no_formula(year, epm):
    epm.name = "=HYPERLINK(1)"
    epm.save()
    document = Document(BytesIO(report_ods(year_report(2026))))
    sheets = {sheet.name: [[cell.value for cell in row.cells] for row in sheet.rows] for sheet in document.body.tables}
    assert list(sheets) == [
        "L’année en chiffres",
        "Par territoire",
        "Par EPM",
        "Par formation",
        "Avis à chaud",
        "Kilomètres",
    ]
    figures = {row[0]: row[1] for row in sheets["L’année en chiffres"] if len(row) > 1}
    assert (figures["Jours réalisés"], figures["Personnes formées"], figures["Budget"]) == (1.5, 3, 3000)
    cells = [cell for sheet in document.body.tables for row in sheet.rows for cell in row.cells]
    assert {cell.formula for cell in cells} == {None}
    assert sheets["Par EPM"][1][0] == "'=HYPERLINK(1)"
    assert {cell.type for cell in document.body.tables[1].rows[1].cells[1:5]} == {"float"}


def test_paper_is_accessible_and_has_the_same_figures(year):
    pdf = PdfReader(BytesIO(report_paper(year_report(2026), day=day(12)).pdf()))
    text = "\n".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")
    assert [words in text for words in ("Établi le 12 décembre 2026", "Par territoire", "EPM de Gramat", "75 %")] == [
        True
    ] * 4
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.trailer["/Root"]["/Lang"] == "fr"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1240, "km", "1\u202f240\u00a0km"), (8.5, "", "8,5"), (16.0, "", "16"), (0, "%", "0\u00a0%"), (None, "%", "–")],
)
def test_numbers_are_formatted_in_french(value, unit, words):
    assert str(Number(value, unit)) == words
