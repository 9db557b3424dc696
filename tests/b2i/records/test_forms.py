"""Tests of the form of self-positioning."""

import pytest

from b2i.records.forms import SkillLevelsForm
from tests.factories.b2i import skill_of

pytestmark = pytest.mark.django_db


def test_skills_without_answer_are_ignored(record, skill):
    other_skill = skill_of(record, "D1.3")
    form = SkillLevelsForm({f"competence-{skill.pk}": "alone"}, skills=[skill, other_skill])
    assert form.is_valid()
    assert form.levels == {skill: "alone"}


def test_unknown_answer_is_refused(skill):
    assert not SkillLevelsForm({f"competence-{skill.pk}": "expert"}, skills=[skill]).is_valid()
