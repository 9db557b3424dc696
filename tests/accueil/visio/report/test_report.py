"""The report against sums made by hand (`hand_made_year`), its queries, and what each reader sees."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.models import EmissionFactor
from accueil.visio.report.interview_cells import InterviewCell, read_cells
from accueil.visio.report.interview_tally import InterviewTally
from accueil.visio.report.report import visio_report
from accueil.visio.report.tables import tables_of
from accueil.visio.report.year import ReportedYear, has_report
from tests.accueil.visio.report.conftest import TODAY, given
from tests.factories.accueil import AppointmentFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def words(table) -> list[list[str]]:
    return [[str(cell).replace("\u00a0", " ").replace("\u202f", " ") for cell in row] for row in table.rows]


def test_cells_are_those_made_by_hand(hand_made_year, epm, other_epm, caf, cpam):
    cells = read_cells((datetime.date(2026, 1, 1), TODAY), history=FactorHistory.read())

    march = datetime.date(2026, 3, 1)
    assert cells[InterviewCell(epm.pk, caf.pk, march)] == InterviewTally(
        seen=2, no_show=1, delay_days=12, real_minutes=60, with_documents=1, measured=1, kilometres=40, grams=4_000,
        opened_minutes=360, taken_minutes=90,
    )  # fmt: skip
    assert cells[InterviewCell(other_epm.pk, cpam.pk, datetime.date(2026, 6, 1))] == InterviewTally(
        seen=1, cancelled=1, unnoted=1, delay_days=6, real_minutes=30, measured=1, kilometres=60, grams=6_000,
        opened_minutes=150, taken_minutes=90,
    )  # fmt: skip
    assert cells[InterviewCell(epm.pk, cpam.pk, datetime.date(2026, 6, 1))] == InterviewTally(excused=1)
    assert cells[InterviewCell(other_epm.pk, caf.pk, datetime.date(2026, 2, 1))].grams == 2_000
    assert len(cells) == 4


def test_year_stands_beside_the_same_days_of_the_year_before(hand_made_year, coordinator):
    report = visio_report(coordinator, 2026, today=TODAY)
    year, months, *_ = tables_of(report)

    assert words(year)[:16] == [
        ["Entretiens qui ont eu lieu", "4", "1"],
        ["Rendez-vous pris", "8", "1"],
        ["Personnes excusées", "1", "0"],
        ["Rendez-vous annulés", "1", "0"],
        ["Personnes non venues", "1", "0"],
        ["Part de personnes non venues", "20 %", "0 %"],
        ["Rendez-vous passés, à noter", "1", "0"],
        ["Délai entre la réservation et l’entretien", "4,5 j", "1 j"],
        ["Durée réelle d’un entretien", "30 min", "30 min"],
        ["Entretiens où des documents ont été échangés", "1", "0"],
        ["Heures de pièces ouvertes", "8,5 h", "0 h"],
        ["Heures prises", "3,5 h", "0,5 h"],
        ["Heures vides", "5 h", "0 h"],
        ["Entretiens dont le trajet est connu", "3", "1"],
        ["Kilomètres évités, estimation", "110 km", "50 km"],
        ["CO₂ évité, estimation", "12 kg", "10 kg"],
    ]
    assert words(months)[2] == ["Mars", "2", "0", "1", "6 h", "4,5 h", "40 km", "4 kg"]
    assert words(months)[5] == ["Juin", "1", "1", "0", "2,5 h", "1 h", "60 km", "6 kg"]
    assert [row[0] for row in words(months)] == [
        "Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre",
    ]  # fmt: skip


def test_places_and_partners_add_up_to_the_same_total(hand_made_year, coordinator, epm, other_epm):
    _, _, places, partners, rooms, by_partner, *_ = tables_of(visio_report(coordinator, 2026, today=TODAY))

    assert words(places) == [
        [epm.name, "2", "0", "1", "0", "1", "6 j", "30 min", "1"],
        [other_epm.name, "2", "1", "0", "1", "0", "3 j", "30 min", "0"],
        ["Total", "4", "1", "1", "1", "1", "4,5 j", "30 min", "1"],
    ]
    assert [row[:3] for row in words(partners)] == [["CAF", "3", "1"], ["CPAM", "1", "0"], ["Total", "4", "1"]]
    assert words(rooms) == [
        [epm.name, "6 h", "1,5 h", "4,5 h", "40 km", "4 kg"],
        [other_epm.name, "2,5 h", "2 h", "0,5 h", "70 km", "8 kg"],
        ["Total", "8,5 h", "3,5 h", "5 h", "110 km", "12 kg"],
    ]
    assert words(by_partner)[-1] == words(rooms)[-1]


def test_kilometres_without_a_factor_have_no_co2(hand_made_year, coordinator):
    EmissionFactor.objects.filter(grams=200).delete()

    year = tables_of(visio_report(coordinator, 2026, today=TODAY))[0]

    assert words(year)[15] == ["CO₂ évité, estimation", "–", "–"]


def test_team_and_animator_read_their_places_alone(hand_made_year, animator, stranger, territorial, epm, other_epm):
    read = {
        member: [row[0] for row in words(tables_of(visio_report(member, 2026, today=TODAY))[2])]
        for member in (animator, stranger, territorial)
    }

    assert read == {animator: [epm.name], stranger: [other_epm.name], territorial: [epm.name]}
    year = tables_of(visio_report(animator, 2026, today=TODAY))[0]
    assert (words(year)[0], len(year.rows)) == (["Entretiens qui ont eu lieu", "2", "0"], 16)


def test_opinions_of_this_month_are_not_told_yet(coordinator, epm, other_epm, caf):
    given(epm, caf, datetime.date(2026, 9, 1), 20, welcome=19, expectations=15)
    given(epm, caf, datetime.date(2026, 11, 1), 10, welcome=0, expectations=0)
    given(other_epm, caf, datetime.date(2026, 10, 1), 5, welcome=5, expectations=5)

    tables = tables_of(visio_report(coordinator, 2026, today=TODAY))

    assert words(tables[6]) == [
        [epm.name, "20", "95 %", "entre 76 et 99 %", "75 %", "entre 53 et 89 %"],
        [other_epm.name, "5", "100 %", "entre 57 et 100 %", "100 %", "entre 57 et 100 %"],
        ["Total", "25", "96 %", "entre 80 et 99 %", "80 %", "entre 61 et 91 %"],
    ]
    assert words(tables[7]) == [
        ["CAF", "25", "96 %", "entre 80 et 99 %", "80 %", "entre 61 et 91 %"],
        ["Total", "25", "96 %", "entre 80 et 99 %", "80 %", "entre 61 et 91 %"],
    ]
    assert words(tables[0])[16:18] == [["Avis reçus", "25", "0"], ["Satisfaits de l’accueil", "96 %", "–"]]


def test_small_group_hides_its_neighbour_too(coordinator, epm, other_epm, caf, animator):
    given(epm, caf, datetime.date(2026, 9, 1), 4, welcome=1, expectations=0)
    given(other_epm, caf, datetime.date(2026, 9, 1), 20, welcome=20, expectations=20)

    tables = tables_of(visio_report(coordinator, 2026, today=TODAY))

    masked = ["masqué"] * 5
    assert words(tables[6])[:2] == [[epm.name, *masked], [other_epm.name, *masked]]
    assert [row[:2] for row in words(tables[7])] == [["CAF", "24"], ["Total", "24"]]
    assert words(tables_of(visio_report(animator, 2026, today=TODAY))[6]) == [[epm.name, *masked]]


def test_queries_do_not_grow_with_places_partners_and_appointments(hand_made_year, coordinator, animator, gramat):
    counts = []
    for reader in (coordinator, animator):
        visio_report(reader, 2026, today=TODAY)  # what a member knows of their positions is read once
    for _ in range(2):
        for reader in (coordinator, animator):
            with CaptureQueriesContext(connection) as queries:
                tables_of(visio_report(reader, 2026, today=TODAY))
            counts.append(len(queries))
        for rank in range(5):
            AppointmentFactory(partner=PartnerFactory(), day=datetime.date(2026, 5, 5), begins=datetime.time(8 + rank))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 7


@pytest.mark.parametrize(
    ("year", "today", "first", "last", "end", "before"),
    [
        (2026, datetime.date(2026, 11, 30), (1, 1), (11, 30), datetime.date(2026, 11, 1), datetime.date(2025, 11, 30)),
        (2025, datetime.date(2026, 11, 30), (1, 1), (12, 31), datetime.date(2026, 1, 1), datetime.date(2024, 12, 31)),
        (2028, datetime.date(2028, 2, 29), (1, 1), (2, 29), datetime.date(2028, 2, 1), datetime.date(2027, 2, 28)),
    ],
)
def test_days_of_a_report(year, today, first, last, end, before):
    days = ReportedYear(year, today)

    assert (days.first, days.last) == (datetime.date(year, *first), datetime.date(year, *last))
    assert (days.end_of_opinions, days.before.last) == (end, before)


def test_a_year_to_come_has_no_report():
    assert [has_report(year, TODAY) for year in (2007, 2008, 2026, 2027)] == [False, True, True, False]
