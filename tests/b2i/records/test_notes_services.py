"""Tests of adding evidence and positionings."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.records import services
from b2i.records.models import Evidence, Positioning
from tests.factories.b2i import SkillFactory, skill_of

pytestmark = pytest.mark.django_db


def test_evidence_stores_observer_text_place_and_day(record, skill, animator):
    services.add_evidence(record=record, skill=skill, text="  A rangé \n ses photos ", observed_by=animator)
    evidence = Evidence.objects.get()
    assert (evidence.text, evidence.kind) == ("A rangé ses photos", "observed")
    assert (evidence.observed_by, evidence.epm) == (animator, record.learner.epm)
    assert evidence.observed_on == timezone.localdate()


def test_evidence_accepts_other_day_and_place(record, skill, animator, other_epm):
    evidence = services.add_evidence(
        record=record,
        skill=skill,
        text="A rangé ses photos",
        observed_by=animator,
        kind="work",
        epm=other_epm,
        observed_on=date(2026, 3, 12),
    )
    assert (evidence.kind, evidence.epm, evidence.observed_on) == ("work", other_epm, date(2026, 3, 12))


@pytest.mark.parametrize(("text", "kind"), [("   ", "observed"), ("x" * 301, "observed"), ("A rangé", "deviné")])
def test_evidence_with_wrong_text_or_kind_is_refused(record, skill, animator, text, kind):
    with pytest.raises(ValidationError):
        services.add_evidence(record=record, skill=skill, text=text, kind=kind, observed_by=animator)
    assert Evidence.objects.count() == 0


def test_skill_of_other_framework_is_refused(record, animator):
    foreign = SkillFactory()
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.add_evidence(record=record, skill=foreign, text="A programmé", observed_by=animator)
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.add_positionings(record=record, levels={foreign: "alone"})


def test_positionings_of_several_skills_are_added_at_once(record, skill):
    services.add_positionings(record=record, levels={skill: "no", skill_of(record, "D1.3"): "alone"})
    assert sorted(Positioning.objects.values_list("skill__code", "level")) == [("D1.2", "no"), ("D1.3", "alone")]


def test_repeating_same_level_adds_nothing(record, skill):
    services.add_positionings(record=record, levels={skill: "helped"})
    assert services.add_positionings(record=record, levels={skill: "helped"}) == []


def test_changed_level_keeps_earlier_ones(record, skill):
    for level in ("helped", "alone", "helped"):
        services.add_positionings(record=record, levels={skill: level})
    assert list(Positioning.objects.values_list("level", flat=True)) == ["helped", "alone", "helped"]
