"""Tests of the form of self-positioning."""

import pytest

from b2i.frameworks.models.can_do import CanDo
from b2i.records.self_positioning import LevelsForm
from tests.factories.b2i import skill_of

pytestmark = pytest.mark.django_db


def test_questions_without_answer_are_ignored(record, skill):
    other_skill = skill_of(record, "D1.3")
    form = LevelsForm({f"competence-{skill.pk}": "alone"}, skills=[skill, other_skill])
    assert form.is_valid()
    assert form.levels == {skill: "alone"}


def test_sentence_and_skill_of_the_same_key_are_told_apart(skill):
    can_do = CanDo(pk=skill.pk, skill=skill, text="Je sais.")
    form = LevelsForm({f"phrase-{can_do.pk}": "no"}, skills=[skill], can_dos=[can_do])
    assert form.is_valid()
    assert [(type(asked), level) for asked, level in form.levels.items()] == [(CanDo, "no")]


def test_unknown_answer_is_refused(skill):
    assert not LevelsForm({f"competence-{skill.pk}": "expert"}, skills=[skill]).is_valid()
