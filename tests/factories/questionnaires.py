"""Questionnaires, valid by default, and a compact way to write one."""

from collections.abc import Sequence

import factory
from django.utils import timezone

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import (
    Choice,
    Question,
    QuestionCondition,
    Questionnaire,
    QuestionnaireSection,
    QuestionnaireVersion,
    QuestionRow,
)


class QuestionnaireFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Questionnaire

    title = factory.Sequence(lambda rank: f"Questionnaire {rank}")
    slug = factory.Sequence(lambda rank: f"questionnaire-{rank}")


class QuestionnaireVersionFactory(factory.django.DjangoModelFactory):
    """A draft, or a version in use."""

    class Meta:
        model = QuestionnaireVersion

    class Params:
        in_use = factory.Trait(frozen=factory.LazyFunction(timezone.now))

    questionnaire = factory.SubFactory(QuestionnaireFactory)


class QuestionnaireSectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionnaireSection

    version = factory.SubFactory(QuestionnaireVersionFactory)
    rank = factory.Sequence(lambda rank: rank + 1)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question of one answer among « oui » and « non », or of another kind without choices."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    section = factory.SubFactory(QuestionnaireSectionFactory)
    version = factory.SelfAttribute("section.version")
    rank = factory.Sequence(lambda rank: rank + 1)
    code = factory.Sequence(lambda rank: f"q{rank + 1}")
    kind = QuestionKind.ONE
    wording = factory.Sequence(lambda rank: f"Question {rank}\u00a0?")

    @factory.post_generation
    def choices(self, create: bool, extracted: Sequence[str] | None, **kwargs) -> None:
        """Create a choice for each code; « oui » and « non » if none is given."""
        if QuestionKind(self.kind).has_choices:
            for rank, code in enumerate(("oui", "non") if extracted is None else extracted, start=1):
                Choice.objects.create(question=self, rank=rank, code=code, label=code.capitalize())

    @factory.post_generation
    def rows(self, create: bool, extracted: Sequence[str] | None, **kwargs) -> None:
        for rank, code in enumerate(extracted or (), start=1):
            QuestionRow.objects.create(question=self, rank=rank, code=code, wording=code.capitalize())


def asked_if(question: Question, asked: Question, *codes: str) -> QuestionCondition:
    """Make `question` depend on one of these answers to `asked`."""
    condition = QuestionCondition.objects.create(question=question, asked=asked)
    condition.choices.set(asked.choices.filter(code__in=codes))
    return condition
