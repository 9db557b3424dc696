"""Tests of a record read in another framework."""

import pytest

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.records.models import Retraction
from b2i.records.progress.counterparts import counterpart_domains
from b2i.records.progress.record_sheet import build_record_sheet
from tests.factories.b2i import EvidenceFactory, skill_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def digcomp(record) -> Crosswalk:
    load_frameworks()
    return load_crosswalks()[0]


def counterparts_with_evidence(record, crosswalk) -> dict[str, list[str]]:
    """Return by code of the other framework the codes whose evidence reaches it."""
    domains = counterpart_domains(build_record_sheet(record), crosswalk)
    return {
        counterpart.skill.code: [matching.sheet.skill.code for matching in counterpart.shown_by]
        for domain in domains
        for counterpart in domain.skills
        if counterpart.shown_by
    }


def test_empty_record_shows_nothing(record, digcomp):
    assert counterparts_with_evidence(record, digcomp) == {}


def test_line_shows_under_each_counterpart(record, digcomp):
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"))
    assert counterparts_with_evidence(record, digcomp) == {"4.1": ["D1.3"], "5.1": ["D1.3"], "5.2": ["D1.3"]}


def test_several_skills_show_under_one_counterpart(record, digcomp):
    for code in ("D3.2", "D1.2", "D4.2"):
        EvidenceFactory(record=record, skill=skill_of(record, code))
    assert sorted(counterparts_with_evidence(record, digcomp)["1.3"]) == ["D1.2", "D3.2", "D4.2"]


def test_degree_is_read_from_the_other_framework(record, digcomp):
    """The table says that DigComp 4.2 is a part of D2.3: read from 4.2, D2.3 is broader."""
    with_degrees = Crosswalk.objects.latest().get(target=digcomp.target)
    domains = counterpart_domains(build_record_sheet(record), with_degrees)
    counterpart = next(each for domain in domains for each in domain.skills if each.skill.code == "4.2")
    assert [(each.sheet.skill.code, each.degree) for each in counterpart.answered_by] == [("D2.3", "broader")]


def test_evidence_of_other_record_does_not_show(record, other_record, digcomp):
    EvidenceFactory(record=other_record)
    assert counterparts_with_evidence(record, digcomp) == {}


def test_every_skill_of_other_framework_is_listed(record, digcomp):
    domains = counterpart_domains(build_record_sheet(record), digcomp)
    assert [len(domain.skills) for domain in domains] == [3, 6, 4, 4, 4]
    codes_without_match = [
        counterpart.skill.code for domain in domains for counterpart in domain.skills if not counterpart.answered_by
    ]
    assert codes_without_match == ["3.4", "4.3", "4.4", "5.3", "5.4"]


def test_skills_with_evidence_are_counted(record, digcomp):
    EvidenceFactory.create_batch(2, record=record, skill=skill_of(record, "D4.1"))
    assert [domain.shown for domain in counterpart_domains(build_record_sheet(record), digcomp)] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("lines", [1, 5])
def test_counterparts_take_two_queries(record, digcomp, django_assert_num_queries, lines):
    EvidenceFactory.create_batch(lines, record=record)
    sheet = build_record_sheet(record)
    with django_assert_num_queries(2):
        counterpart_domains(sheet, digcomp)


def test_retracted_line_does_not_show(record, digcomp):
    line = EvidenceFactory(record=record, skill=skill_of(record, "D4.1"))
    Retraction.objects.create(evidence=line)
    assert counterparts_with_evidence(record, digcomp) == {}
