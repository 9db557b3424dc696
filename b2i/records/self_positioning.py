"""Self-positioning: an answer to a sentence, then the level of the skill once all its sentences have one."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.framework import Skill
from b2i.records.enums import SelfPosition
from b2i.records.models import Record
from b2i.records.services import add_positionings


# Answers of learners to the sentences « Je sais… ». Only ever added; the latest one to each sentence counts.
class CanDoAnswerQuerySet(HistoryQuerySet):
    def last_levels(self) -> dict[int, str]:
        """Return the latest level by sentence, for the answers of one record."""
        return dict(self.order_by("created", "pk").values_list("can_do_id", "level"))


class CanDoAnswer(HistoryEntry):
    """What a learner says of one sentence, on a day. The `Positioning` on the whole skill is drawn from them."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="can_do_answers")
    can_do = models.ForeignKey(CanDo, verbose_name="phrase", on_delete=models.PROTECT, related_name="answers")
    level = models.CharField("où j’en suis", max_length=8, choices=SelfPosition)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = CanDoAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse à une phrase"
        verbose_name_plural = "réponses aux phrases"
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return f"{self.can_do}\u00a0: {self.get_level_display()}"


@transaction.atomic
def position(*, record: Record, levels: Mapping[CanDo | Skill, SelfPosition]) -> None:
    """Save what a learner said, of sentences or of whole skills. Raises ValidationError for another framework."""
    answer_can_dos(record=record, levels={asked: each for asked, each in levels.items() if isinstance(asked, CanDo)})
    add_positionings(record=record, levels={asked: each for asked, each in levels.items() if isinstance(asked, Skill)})


@transaction.atomic
def answer_can_dos(
    *, record: Record, levels: Mapping[CanDo, SelfPosition], created_at: datetime.datetime | None = None
) -> list[CanDoAnswer]:
    """Add the given answers; a level equal to the latest one adds nothing.

    A skill whose sentences all have an answer gets its level. Raises ValidationError if a sentence is of another
    framework.
    """
    if any(can_do.skill.domain.framework_id != record.framework_id for can_do in levels):
        raise ValidationError("Cette phrase n’est pas dans le référentiel du livret.")
    created_at = created_at or timezone.now()
    skills = {can_do.skill_id: can_do.skill for can_do in levels}
    latest_levels = record.can_do_answers.filter(can_do__skill__in=skills).last_levels()
    answers = CanDoAnswer.objects.bulk_create(
        CanDoAnswer(record=record, can_do=can_do, level=level, created=created_at)
        for can_do, level in levels.items()
        if latest_levels.get(can_do.pk) != level
    )
    latest_levels |= {can_do.pk: level for can_do, level in levels.items()}
    add_positionings(record=record, levels=_levels_of_skills(skills, latest_levels), created_at=created_at)
    return answers


def _levels_of_skills(skills: Mapping[int, Skill], latest_levels: Mapping[int, str]) -> dict[Skill, SelfPosition]:
    """Return the level of each skill whose sentences in use all have an answer."""
    answers = defaultdict(list)
    for can_do in CanDo.objects.current().filter(skill__in=skills):
        answers[can_do.skill_id].append(latest_levels.get(can_do.pk))
    return {skills[pk]: _level_of_skill(levels) for pk, levels in answers.items() if all(levels)}


def _level_of_skill(levels: Collection[str]) -> SelfPosition:
    """Return the level of a skill: that of its sentences if they agree, else « avec de l’aide ».

    Whoever manages a part of a skill alone and not the rest needs help for the whole. Pages give the details.
    """
    return SelfPosition(levels[0]) if len(set(levels)) == 1 else SelfPosition.HELPED


# Form of self-positioning.
class LevelsForm(forms.Form):
    """Level of a learner on sentences and skills of one domain; every answer is optional.

    A skill without sentences is asked as a whole. So did all pages once: one that was left open still saves its answer.
    """

    def __init__(self, *args, skills: Sequence[Skill], can_dos: Sequence[CanDo] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {field_name(each): each for each in (*can_dos, *skills)}
        for name in self.asked:
            self.fields[name] = forms.ChoiceField(choices=SelfPosition.choices, required=False)

    @property
    def levels(self) -> dict[CanDo | Skill, SelfPosition]:
        """Given levels by sentence or skill."""
        return {self.asked[name]: SelfPosition(level) for name, level in self.cleaned_data.items() if level}


def field_name(asked: CanDo | Skill) -> str:
    """Name of the field, and value of `?question=` and `?note=`."""
    return f"{'phrase' if isinstance(asked, CanDo) else 'competence'}-{asked.pk}"
