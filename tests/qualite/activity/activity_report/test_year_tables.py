"""Tables of a year: confirmed months alone count, missing ones are told, small numbers of people are masked."""

import datetime

import pytest

from qualite.activity.activity_month.measures import measures_by_code
from qualite.activity.activity_month.models import ActivityMonth
from qualite.activity.activity_report.columns import COLUMNS, HELP, cells_of, definitions
from qualite.activity.activity_report.year_tables import year_of_place, year_of_places
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 4, 10)
JANUARY, FEBRUARY, MARCH = (datetime.date(2026, number, 1) for number in (1, 2, 3))


def of_place(epm, *, is_masked=False):
    return year_of_place(epm, 2026, today=TODAY, is_masked=is_masked)


def words(table):
    return [[str(cell) for cell in row] for row in table.rows]


def test_missing_month_is_told_and_adds_nothing(epm, confirmed):
    confirmed(epm, JANUARY, visits=40, workshops=0, theme_sante=3, theme_e_mail=2)
    ActivityMonth.objects.create(epm=epm, first_day=FEBRUARY)
    confirmed(epm, MARCH, workshops=5)

    report = of_place(epm)

    rows = words(report.tables[0])
    assert rows[0] == ["Janvier", "confirmé", "40", "0", "–", "5", "–", "–", "–"]
    assert rows[1] == ["Février", "manquant", *["–"] * 7]
    assert rows[2] == ["Mars", "confirmé", "–", "5", *["–"] * 5]
    assert [row[1] for row in rows[3:12]] == ["en cours", *["à venir"] * 8]
    assert rows[12] == ["Total", "", "40", "5", "–", "5", "–", "–", "–"]
    assert report.lead == "2\u00a0mois confirmés sur 3"


def test_themes_follow_the_vocabulary_and_add_up(epm, confirmed):
    confirmed(epm, JANUARY, theme_sante=3)
    confirmed(epm, MARCH, theme_sante=4, theme_e_mail=20)

    assert words(of_place(epm).tables[1]) == [["E-mail", "20"], ["Santé", "7"], ["Total", "27"]]


def test_reader_from_elsewhere_reads_no_small_number_of_people(epm, confirmed):
    confirmed(epm, JANUARY, visits=2, records=2, theme_sante=2, theme_e_mail=20)
    confirmed(epm, FEBRUARY, records=9, theme_bureautique=30)
    confirmed(epm, MARCH, records=40)

    months, themes = (words(table) for table in of_place(epm, is_masked=True).tables)

    assert [row[7] for row in months[:3]] == ["masqué", "masqué", "40"]
    assert (months[0][2], months[12][7]) == ("2", "51")
    assert themes == [["E-mail", "masqué"], ["Bureautique", "30"], ["Santé", "masqué"], ["Total", "52"]]


def test_total_that_would_show_few_people_is_masked():
    assert cells_of({"a": 2, "b": None}, is_masked=True)[1] == "masqué"


def test_places_together_say_how_many_confirmed(epm, other_epm, confirmed):
    confirmed(epm, JANUARY, visits=40, records=2)
    confirmed(other_epm, JANUARY, visits=60)
    confirmed(other_epm, FEBRUARY, visits=5)
    confirmed(EPMFactory(), JANUARY, visits=900)

    report = year_of_places([epm, other_epm], "Tout le réseau", 2026, today=TODAY)

    months, _, places = (words(table) for table in report.tables)
    assert [row[:3] for row in months[:5]] == [
        ["Janvier", "2 sur 2", "100"],
        ["Février", "1 sur 2", "5"],
        ["Mars", "0 sur 2", "–"],
        ["Avril", "en cours", "–"],
        ["Mai", "à venir", "–"],
    ]
    assert [row[:3] for row in places] == [
        ["EPM de Gramat", "1 sur 3", "40"],
        ["EPM de Luzech", "2 sur 3", "65"],
        ["Total", "", "105"],
    ]
    assert months[0][7] == "masqué"
    assert (report.lead, len(places[0])) == ("3\u00a0mois confirmés sur 6", 7)


def test_each_column_has_its_definition_and_each_measure_its_column():
    assert len(definitions()) == len(COLUMNS)
    assert {code for code in measures_by_code() if not code.startswith("theme-")} == set(COLUMNS) - {HELP}


def test_reports_cost_as_many_queries_with_many_places(epm, other_epm, confirmed, django_assert_num_queries):
    confirmed(epm, JANUARY, visits=40)
    with django_assert_num_queries(4):
        year_of_places([epm, other_epm], "Tout le réseau", 2026, today=TODAY)
    for day in (FEBRUARY, MARCH):
        confirmed(epm, day, visits=1, theme_sante=2)
        confirmed(other_epm, day, visits=1)

    with django_assert_num_queries(4):
        year_of_places([epm, other_epm], "Tout le réseau", 2026, today=TODAY)
    with django_assert_num_queries(2):
        of_place(epm)
