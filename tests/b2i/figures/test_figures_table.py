"""Figures of the records by EPM and territory, none of them of fewer than five people."""

import io

import pytest
from django.utils import timezone
from odfdo import Document

from b2i.figures.export import figures_csv, figures_ods
from b2i.figures.figures_table import figures_of
from tests.b2i.validated import validated
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.reseau import EPMFactory
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db
LEARNERS, WITH_ONE, FIRST_DOMAIN, DAYS, BREVETS = 0, 1, 2, 7, 8


def followed(epm, framework, count: int, *codes: str, days: int = 10) -> list:
    records = [RecordFactory(learner=LearnerFactory(epm=epm), framework=framework) for _ in range(count)]
    for record in records:
        validated(record, *codes, days=days)
    return records


def cells(figures) -> dict[str, tuple]:
    return {row.name: row.cells for row in figures.rows}


def test_learners_skills_days_and_attestations_are_counted(coordinator, epm, other_epm, b2i_adultes):
    records = followed(epm, b2i_adultes, 5, "D1.1", "D1.2", "D4.1", days=20)
    followed(other_epm, b2i_adultes, 6)
    jury = JurySessionFactory(past=True)
    for record in records:
        CandidacyFactory(record=record, jury=jury, decision="delivered", decided_on=timezone.localdate())
    found = cells(figures_of(coordinator))
    assert list(found) == [
        "EPM de Luzech",
        "Territoire de Cahors",
        "EPM de Gramat",
        "Territoire de Figeac",
        "Ensemble du réseau",
    ]
    assert found["EPM de Gramat"] == found["Territoire de Figeac"] == (5, 5, 10, 0, 0, 5, 0, 20, 5)
    assert found["EPM de Luzech"] == (6, 0, 0, 0, 0, 0, 0, "", 0)
    assert found["Ensemble du réseau"] == (11, 5, 10, 0, 0, 5, 0, 20, 5)


def test_nothing_is_shown_of_four_learners_nor_where_their_number_would_be_found(coordinator, epm, b2i_adultes):
    other = EPMFactory(name="EPM de Rocamadour", commune=epm.commune)
    followed(epm, b2i_adultes, 4, "D1.1")
    followed(other, b2i_adultes, 7)
    found = cells(figures_of(coordinator))
    assert found["EPM de Gramat"][LEARNERS] is found["EPM de Rocamadour"][LEARNERS] is None
    assert found["Territoire de Figeac"][LEARNERS] == 11
    assert found["EPM de Gramat"][FIRST_DOMAIN] is found["Territoire de Figeac"][FIRST_DOMAIN] is None
    assert found["Ensemble du réseau"][FIRST_DOMAIN] is None
    assert found["EPM de Gramat"][DAYS] is None


def test_those_without_attestation_are_a_group_too(coordinator, epm, b2i_adultes):
    records = followed(epm, b2i_adultes, 6)
    jury = JurySessionFactory(past=True)
    for record in records[:5]:
        CandidacyFactory(record=record, jury=jury, decision="delivered", decided_on=timezone.localdate())
    assert cells(figures_of(coordinator))["EPM de Gramat"][BREVETS] is None


def test_a_territorial_animator_sees_her_territory_masked_as_for_everybody(
    coordinator, territorial, epm, other_epm, b2i_adultes
):
    followed(epm, b2i_adultes, 6)
    followed(other_epm, b2i_adultes, 3)
    whole, hers = cells(figures_of(coordinator)), cells(figures_of(territorial))
    assert list(hers) == ["EPM de Gramat", "Territoire de Figeac"]
    assert hers == {name: whole[name] for name in hers}
    assert hers["Territoire de Figeac"][LEARNERS] is None


def test_it_costs_the_same_with_one_epm_and_many(coordinator, epm, b2i_adultes, django_assert_num_queries):
    followed(epm, b2i_adultes, 1, "D1.1")
    coordinator.is_coordinator  # noqa: B018 - who she is costs what it costs
    with django_assert_num_queries(7):
        figures_of(coordinator)
    for _ in range(3):
        followed(EPMFactory(), b2i_adultes, 2, "D2.1")
    with django_assert_num_queries(7):
        figures_of(coordinator)


def test_they_leave_as_csv_and_ods_with_the_same_masks(coordinator, epm, b2i_adultes):
    epm.name = "=1+1"
    epm.save()
    followed(epm, b2i_adultes, 4)
    figures = figures_of(coordinator)
    csv = figures_csv(figures).decode("utf-8-sig").splitlines()
    assert csv[1].startswith("Figeac;'=1+1;masqué;")
    sheet = Document(io.BytesIO(figures_ods(figures))).body.tables[0]
    assert sheet.get_row_values(1)[:3] == ["Figeac", "'=1+1", "masqué"]
