"""Tests of the recognition of columns and of the checking of lines."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from b2i.admission.learner_import.columns import read_columns, template_header
from b2i.admission.learner_import.line_checker import LineChecker
from b2i.admission.learner_import.table_file import TableError, TableLine, open_table
from b2i.admission.learner_import.template_file import template_csv, template_ods
from tests.factories.reseau import CommuneFactory

CODES = {"D1.1", "D1.2"}
HEADER = ["Prénom", "Nom", "Année de naissance", "Commune", "Accord", "Date de l’accord", "D1.1", "D1.2"]
GOOD = ["Odette", "Bru", "1950", "Gramat", "oral", "12/03/2026", "", ""]


@pytest.mark.parametrize(
    "header",
    [
        ["prenom", "ACCORD", "date de l'accord", "d1.1"],
        ["Prénom ou pseudonyme", "Consentement", "Accord le", "D1.1 Utiliser le vocabulaire"],
    ],
)
def test_columns_are_recognised_in_several_spellings(header):
    columns = read_columns(header, codes=CODES)
    assert columns.positions == {"first_name": 0, "consent": 1, "consent_on": 2}
    assert (columns.skills, columns.unknown) == ({"D1.1": 3}, [])


def test_ignored_columns_are_listed():
    assert read_columns([*HEADER, "Santé", "", "D9.9"], codes=CODES).unknown == ["Santé", "D9.9"]


@pytest.mark.parametrize("missing_heading", ["Prénom", "Accord", "Date de l’accord"])
def test_missing_required_column_is_named(missing_heading):
    with pytest.raises(TableError, match=missing_heading):
        read_columns([name for name in HEADER if name != missing_heading], codes=CODES)


@pytest.mark.parametrize("repeated_heading", ["Nom", "D1.1"])
def test_repeated_column_is_refused(repeated_heading):
    with pytest.raises(TableError, match="deux fois"):
        read_columns([*HEADER, repeated_heading], codes=CODES)


@pytest.fixture
def parse(db):
    """`parse(column=…)` parses a correct line with these cells replaced."""
    CommuneFactory(name="Gramat", insee_code="46128")
    checker = LineChecker(read_columns([*HEADER, "Autre personne", "15 ans ou plus"], codes=CODES))

    def parse_line(**cells: str):
        names = dict(
            zip(
                ("first", "last", "year", "commune", "consent", "day", "d11", "d12", "other", "of_age"),
                [*GOOD, "", ""],
                strict=True,
            )
        )
        return checker.parse(TableLine(7, tuple((names | cells).values())))

    return parse_line


def test_correct_line_is_parsed(parse):
    applicant = parse(d11="3/2/2026", d12="avec aide", other="Oui")
    assert (applicant.number, applicant.name, applicant.birth_year, applicant.commune.name) == (
        7,
        "Odette Bru",
        1950,
        "Gramat",
    )
    assert (applicant.means, applicant.consent_on, applicant.is_other) == ("oral", date(2026, 3, 12), True)
    assert (applicant.worked_on_days, applicant.levels) == ({"D1.1": date(2026, 2, 3)}, {"D1.2": "helped"})
    assert applicant.problems == []


@pytest.mark.parametrize(
    "cells", [{"commune": "46128"}, {"commune": "GRAMAT"}, {"commune": ""}, {"last": ""}, {"year": "", "of_age": "Oui"}]
)
def test_alternative_or_empty_cells_are_accepted(parse, cells):
    assert parse(**cells).problems == []


@pytest.mark.parametrize(
    ("consent", "means"), [("oui", "oral"), ("Oui, oral", "oral"), ("écrit", "written"), ("oui écrit", "written")]
)
def test_consent_is_oral_or_written(parse, consent, means):
    assert parse(consent=consent).means == means


@pytest.mark.parametrize(
    ("level", "expected"),
    [("non", "no"), ("pas encore", "no"), ("aide", "helped"), ("Seule", "alone"), ("J’y arrive sans aide", "alone")],
)
def test_level_is_recognised(parse, level, expected):
    assert parse(d11=level).levels == {"D1.1": expected}


YOUNG = str(timezone.localdate().year - 15)
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"first": ""}, "il manque le prénom"),
        ({"first": "=1+1"}, "commence comme une formule"),
        ({"last": "@SUM(A1)"}, "commence comme une formule"),
        ({"last": "x" * 61}, "60 lettres au plus"),
        ({"year": "50"}, "quatre chiffres"),
        ({"year": "1850"}, "quatre chiffres"),
        ({"year": "٢٠٠٠"}, "quatre chiffres"),
        ({"year": YOUNG}, "avec un parent"),
        ({"of_age": "non"}, "avec un parent"),
        ({"year": "", "of_age": "non"}, "avec un parent"),
        ({"year": ""}, "demandez si la personne a 15 ans ou plus"),
        ({"of_age": "16"}, "écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0»"),
        ({"commune": "Toulouse"}, "n’est pas une commune du Lot"),
        ({"consent": ""}, "sans l’accord"),
        ({"consent": "non"}, "sans l’accord"),
        ({"day": ""}, "il manque la date de l’accord"),
        ({"day": "12/03/26"}, "s’écrit 12/03/2026"),
        ({"day": "31/02/2026"}, "n’existe pas"),
        ({"day": TOMORROW}, "pas encore là"),
        ({"day": "31/12/1999"}, "trop ancienne"),
        ({"d11": TOMORROW}, "D1.1"),
        ({"d11": "peut-être"}, "D1.1"),
    ],
)
def test_each_problem_is_reported_once(parse, cells, problem):
    problems = parse(**cells).problems
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize("day", ["01/01/2000", timezone.localdate().isoformat()])
def test_first_and_last_days_are_accepted(parse, day):
    applicant = parse(day=day)
    assert (applicant.problems, applicant.consent_on) == ([], date.fromisoformat("-".join(reversed(day.split("/")))))


def test_all_problems_are_reported_together(parse):
    assert len(parse(first="", consent="", day="", year="x", d11="?", d12="?").problems) == 6


@pytest.mark.parametrize("model", [template_ods, template_csv])
def test_template_is_read_back(b2i_adultes, model):
    codes = {skill.code for domain in b2i_adultes.domains.all() for skill in domain.skills.all()}
    (header,) = open_table(model())
    columns = read_columns(header.cells, codes=codes)
    assert (len(columns.positions), len(columns.skills), columns.unknown) == (8, 18, [])
    assert len(template_header(["D1.1"])) == 9
