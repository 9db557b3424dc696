"""Tests of the figures by EPM and territory, masked under five people."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from odfdo import Document

from b2i.outcomes.figures.figures_export import figures_csv, figures_ods
from b2i.outcomes.figures.figures_table import figures_of
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import LearnerFactory, RecordFactory, RetractedEvidenceFactory
from tests.factories.reseau import EPMFactory
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db
LEARNERS, WITH_ONE, FIRST_DOMAIN, DAYS, BREVETS = 0, 1, 2, 7, 8


def followed(epm, framework, count: int, *codes: str, days: int = 10) -> list:
    records = [RecordFactory(learner=LearnerFactory(epm=epm), framework=framework) for _ in range(count)]
    for record in records:
        validate_skills(record, *codes, days=days)
    return records


def cells(figures) -> dict[str, tuple]:
    return {row.name: row.cells for row in figures.rows}


def test_learners_skills_days_and_attestations_are_counted(coordinator, epm, other_epm, b2i_adultes):
    records = followed(epm, b2i_adultes, 5, "D1.1", "D1.2", "D4.1", days=19)
    followed(other_epm, b2i_adultes, 6)
    jury = JurySessionFactory(past=True)
    for record in records:
        CandidacyFactory(record=record, jury=jury, decision="delivered", decided_on=timezone.localdate())
    rows = cells(figures_of(coordinator))
    assert list(rows) == [
        "EPM de Luzech",
        "Territoire de Cahors",
        "EPM de Gramat",
        "Territoire de Figeac",
        "Ensemble du réseau",
    ]
    assert rows["EPM de Gramat"] == rows["Territoire de Figeac"] == (5, 5, 10, 0, 0, 5, 0, 20, 5)
    assert rows["EPM de Luzech"] == (6, 0, 0, 0, 0, 0, 0, "", 0)
    assert rows["Ensemble du réseau"] == (11, 5, 10, 0, 0, 5, 0, 20, 5)


def test_days_begin_with_the_first_standing_line(coordinator, epm, b2i_adultes):
    a_year_ago = timezone.localdate() - timedelta(days=365)
    for record in followed(epm, b2i_adultes, 5, "D1.1", days=19):
        RetractedEvidenceFactory(record=record, observed_on=a_year_ago)

    assert cells(figures_of(coordinator))["EPM de Gramat"][DAYS] == 20


def test_group_of_four_is_masked_with_what_would_reveal_it(coordinator, epm, b2i_adultes):
    other = EPMFactory(name="EPM de Rocamadour", commune=epm.commune)
    followed(epm, b2i_adultes, 4, "D1.1")
    followed(other, b2i_adultes, 7)
    rows = cells(figures_of(coordinator))
    assert rows["EPM de Gramat"][LEARNERS] is rows["EPM de Rocamadour"][LEARNERS] is None
    assert rows["Territoire de Figeac"][LEARNERS] == 11
    assert rows["EPM de Gramat"][FIRST_DOMAIN] is rows["Territoire de Figeac"][FIRST_DOMAIN] is None
    assert rows["Ensemble du réseau"][FIRST_DOMAIN] is None
    assert rows["EPM de Gramat"][DAYS] is None


def test_largest_shown_territory_sets_the_scale(coordinator, epm, other_epm, b2i_adultes):
    assert figures_of(coordinator).most_learners == 0
    followed(epm, b2i_adultes, 7)
    followed(other_epm, b2i_adultes, 9)
    assert figures_of(coordinator).most_learners == 9


def test_complement_under_five_is_masked(coordinator, epm, b2i_adultes):
    records = followed(epm, b2i_adultes, 6)
    jury = JurySessionFactory(past=True)
    for record in records[:5]:
        CandidacyFactory(record=record, jury=jury, decision="delivered", decided_on=timezone.localdate())
    assert cells(figures_of(coordinator))["EPM de Gramat"][BREVETS] is None


def test_territorial_animator_sees_same_masks(coordinator, territorial, epm, other_epm, b2i_adultes):
    followed(epm, b2i_adultes, 6)
    followed(other_epm, b2i_adultes, 3)
    coordinator_rows, territorial_rows = cells(figures_of(coordinator)), cells(figures_of(territorial))
    assert list(territorial_rows) == ["EPM de Gramat", "Territoire de Figeac"]
    assert territorial_rows == {name: coordinator_rows[name] for name in territorial_rows}
    assert territorial_rows["Territoire de Figeac"][LEARNERS] is None


def test_query_count_is_same_for_one_and_many_epm(coordinator, epm, b2i_adultes, django_assert_num_queries):
    followed(epm, b2i_adultes, 1, "D1.1")
    coordinator.is_coordinator  # noqa: B018 - the cost of the role is not measured
    with django_assert_num_queries(7):
        figures_of(coordinator)
    for _ in range(3):
        followed(EPMFactory(), b2i_adultes, 2, "D2.1")
    with django_assert_num_queries(7):
        figures_of(coordinator)


def test_exports_have_same_masks(coordinator, epm, b2i_adultes):
    epm.name = "=1+1"
    epm.save()
    followed(epm, b2i_adultes, 4)
    figures = figures_of(coordinator)
    csv = figures_csv(figures).decode("utf-8-sig").splitlines()
    assert csv[1].startswith("Figeac;'=1+1;masqué;")
    sheet = Document(io.BytesIO(figures_ods(figures))).body.tables[0]
    header, row = (sheet.get_row_values(place) for place in (0, 1))
    assert row[:3] == ["Figeac", "'=1+1", None]
    assert (header[-1], row[-1].partition("\u00a0: ")[0]) == ("Remarque", "Masqué, moins de 5\u00a0personnes")
    assert row[-1].endswith(header[2]) or f"{header[2]}, " in row[-1]


def test_columns_of_numbers_in_the_spreadsheet_hold_numbers_alone(coordinator, epm, b2i_adultes):
    followed(epm, b2i_adultes, 7, "D2.1")
    followed(EPMFactory(), b2i_adultes, 2)
    sheet = Document(io.BytesIO(figures_ods(figures_of(coordinator)))).body.tables[0]
    rows = [sheet.get_row_values(place) for place in range(1, sheet.height)]
    cells = [cell for row in rows for cell in row[2:-1]]
    assert [cell for cell in cells if isinstance(cell, str)] == []
    assert [cell for cell in cells if cell]
