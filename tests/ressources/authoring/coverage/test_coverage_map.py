"""The coverage map: what counts in a cell, what is missing first, who is named for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from ressources.authoring.coverage.coverage_map import CoverageMap
from ressources.authoring.coverage.queries import possible_writers
from ressources.authoring.upkeep.services import mark_obsolete
from ressources.sheets.enums import Level
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetContentFactory, SheetFactory

pytestmark = pytest.mark.django_db
CODE = "D4.4"
PUBLISHED = datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _framework(db):
    load_b2i_adultes()


@pytest.fixture
def reader():
    return PositionFactory().member


def skill(code: str = CODE) -> Skill:
    return Skill.objects.get(code=code, domain__framework__is_record_base=True)


def add_sheet(*codes: str, published_at=PUBLISHED, **content):
    skills = tuple(skill(code).pk for code in codes or [CODE])
    return SheetFactory(
        published_at=published_at, data=SheetContentFactory(**{"level": Level.BEGINNER, "skills": skills, **content})
    )


def cell(reader, code: str = CODE, level: Level = Level.BEGINNER):
    cells = CoverageMap.of_library(reader).cells
    return next(cell for cell in cells if cell.skill.code == code and cell.level == level)


def test_cell_counts_the_sheets_of_a_skill_and_a_level_with_those_that_need_no_connection(reader):
    add_sheet(needs_internet=True)
    add_sheet(CODE, "D4.1", needs_internet=False)
    add_sheet(level=Level.CONFIRMED)

    assert (cell(reader).count, cell(reader).offline) == (2, 1)
    assert cell(reader, "D4.1").count == 1
    assert cell(reader, level=Level.CONFIRMED).count == 1
    assert cell(reader, level=Level.FIRST_STEPS).count == 0


def test_cell_leaves_out_obsolete_sheets(reader):
    sheet = add_sheet()
    mark_obsolete(page=sheet, by=sheet.owner, reason="Le logiciel n’existe plus")

    assert cell(reader).count == 0


def test_missing_sheets_for_beginners_come_first_where_there_are_fewest(reader):
    add_sheet("D1.1", level=Level.FIRST_STEPS)
    add_sheet("D1.1")
    add_sheet("D1.2")

    gaps = CoverageMap.of_library(reader).gaps

    assert "D1.1" not in [gap.skill.code for gap in gaps]
    assert gaps[0].skill.code == "D1.3"
    assert [missing.level for missing in gaps[0].cells] == [Level.FIRST_STEPS, Level.BEGINNER]


def test_writers_are_those_who_ran_the_most_workshops_on_the_skill_lately(reader):
    sheet = add_sheet("D1.3", published_at=timezone.now() - timedelta(days=900), level=Level.CONFIRMED)
    often, once, formerly = (PositionFactory().member for _ in range(3))
    today = timezone.localdate()
    for days in (3, 9):
        DeliveryFactory(sheet=sheet, member=often, date=today - timedelta(days=days))
    DeliveryFactory(sheet=sheet, member=once, date=today - timedelta(days=5))
    for days in (801, 802, 803):
        DeliveryFactory(sheet=sheet, member=formerly, date=today - timedelta(days=days))

    assert possible_writers(reader, [skill("D1.3").pk]) == {skill("D1.3").pk: [often, once]}
