"""Tests of answers to sentences, and of the level of a skill that is drawn from them."""

import pytest
from django.core.exceptions import ValidationError

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.can_do import CanDo
from b2i.records import self_positioning
from b2i.records.enums import SelfPosition
from b2i.records.progress.record_sheet import SkillSheet, build_record_sheet
from b2i.records.self_positioning import CanDoAnswer
from tests.factories.b2i import PositioningFactory, SkillFactory

pytestmark = pytest.mark.django_db


def answer(record, skill, *levels: str) -> None:
    can_dos = list(skill.can_dos.current())[: len(levels)]
    self_positioning.answer_can_dos(record=record, levels=dict(zip(can_dos, levels, strict=True)))


def sheet_of(record, skill) -> SkillSheet:
    sheets = (each for domain in build_record_sheet(record, with_can_dos=True).domains for each in domain.skills)
    return next(each for each in sheets if each.skill == skill)


@pytest.mark.parametrize(
    ("levels", "level", "words"),
    [
        (("alone",) * 4, "alone", "J’y arrive sans aide"),
        (("no",) * 4, "no", "Je ne sais pas encore"),
        (("alone", "alone", "alone", "no"), "helped", "Sans aide\u00a0: 3 sur 4"),
        (("helped", "no", "no", "no"), "helped", "Sans aide\u00a0: 0 sur 4"),
    ],
)
def test_level_of_skill_is_drawn_from_its_sentences(record, skill, levels, level, words):
    answer(record, skill, *levels)
    sheet = sheet_of(record, skill)
    assert (sheet.level, sheet.level_words) == (level, words)


def test_skill_has_no_level_before_its_last_sentence(record, skill):
    answer(record, skill, "alone", "alone", "alone")
    assert (sheet_of(record, skill).level, record.positionings.count()) == (None, 0)
    answer(record, skill, "alone", "alone", "alone", "alone")
    assert (sheet_of(record, skill).level, record.positionings.count()) == (SelfPosition.ALONE, 1)
    assert CanDoAnswer.objects.count() == 4


def test_changed_answer_changes_the_level_and_keeps_the_former_one(record, skill):
    answer(record, skill, "no", "no", "no", "no")
    answer(record, skill, "helped")
    assert list(record.positionings.values_list("level", flat=True)) == ["no", "helped"]
    assert CanDoAnswer.objects.count() == 5


def test_level_of_before_sentences_stays_and_is_not_asked_again(record, skill):
    """A site of before: no sentence, skills answered as a whole; then the sentences are loaded."""
    CanDo.objects.all().delete()
    PositioningFactory(record=record, skill=skill, level="alone")
    load_b2i_adultes()
    sheet = sheet_of(record, skill)
    assert (sheet.level, sheet.level_words) == (SelfPosition.ALONE, "J’y arrive sans aide")
    assert [question.is_answered for question in sheet.questions] == [True] * 4
    answer(record, skill, "alone")
    sheet = sheet_of(record, skill)
    assert [question.is_answered for question in sheet.questions] == [True, False, False, False]
    assert sheet.level == SelfPosition.ALONE


def test_replaced_sentence_keeps_its_answers(record, skill):
    answer(record, skill, "alone", "alone", "alone", "alone")
    first = skill.can_dos.current()[0]
    CanDo.objects.filter(pk=first.pk).update(text="Ancienne phrase")
    load_b2i_adultes()
    first.refresh_from_db()
    assert (first.is_current, first.answers.count(), skill.can_dos.current().count()) == (False, 1, 4)
    sheet = sheet_of(record, skill)
    assert [question.is_answered for question in sheet.questions] == [False, True, True, True]
    assert sheet.level == SelfPosition.ALONE


def test_sentence_of_other_framework_is_refused(record):
    foreign = CanDo.objects.create(skill=SkillFactory(), text="Je sais.", order=1)
    with pytest.raises(ValidationError, match="pas dans le référentiel du livret"):
        self_positioning.answer_can_dos(record=record, levels={foreign: "alone"})


def test_each_sentence_of_the_b2i_asks_one_thing(b2i_adultes):
    """« Je sais… » once in a sentence, and one sentence each."""
    texts = CanDo.objects.filter(skill__domain__framework=b2i_adultes).values_list("text", flat=True)
    assert len(texts) == 60
    assert [text for text in texts if (text.count("Je sais"), text.count(".")) != (1, 1)] == []
