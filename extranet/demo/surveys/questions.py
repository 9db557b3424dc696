"""A questionnaire written from a file of `content/surveys/`, in some ten statements."""

from collections.abc import Sequence
from typing import Any

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
from questionnaires.questions.outline import ChoiceOutline, RowOutline
from questionnaires.questions.services.versions import open_questionnaire
from questionnaires.questions.services.writing import add_question, change_question
from reseau.people.members.models.member import Member

COPIED = ("code", "kind", "wording", "help", "is_required", "lowest", "highest", "unit", "longest")


def write_questionnaire(content: dict[str, Any]) -> QuestionnaireVersion:
    """Return the first version of the questionnaire of a file, as a draft."""
    questionnaire = Questionnaire.objects.create(
        title=content["title"], slug=f"enquete-{content['slug']}", purpose=content["purpose"]
    )
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, introduction=content["introduction"], thanks=content["thanks"]
    )
    sections = QuestionnaireSection.objects.bulk_create(
        QuestionnaireSection(version=version, rank=rank, title=section["title"])
        for rank, section in enumerate(content["sections"], start=1)
    )
    questions = Question.objects.bulk_create(
        Question(version=version, section=section, rank=rank, **{name: asked[name] for name in COPIED if name in asked})
        for section, written in zip(sections, content["sections"], strict=True)
        for rank, asked in enumerate(written["questions"], start=1)
    )
    _write_parts({question.code: question for question in questions}, questions_of(content))
    return version


def questions_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the questions of a file, in order."""
    return [question for section in content["sections"] for question in section["questions"]]


def _write_parts(questions: dict[str, Question], written: list[dict[str, Any]]) -> None:
    choices = Choice.objects.bulk_create(
        Choice(
            question=questions[asked["code"]],
            rank=rank,
            code=code,
            label=label,
            is_exclusive=code == asked.get("exclusive"),
            asks_words=code == asked.get("words"),
        )
        for asked in written
        for rank, (code, label) in enumerate(asked.get("choices", ()), start=1)
    )
    QuestionRow.objects.bulk_create(
        QuestionRow(question=questions[asked["code"]], rank=rank, code=code, wording=wording)
        for asked in written
        if asked["kind"] == QuestionKind.GRID
        for rank, (code, wording) in enumerate(asked["rows"], start=1)
    )
    for asked in written:
        if condition := asked.get("condition"):
            earlier = questions[condition["asked"]]
            row = QuestionCondition.objects.create(question=questions[asked["code"]], asked=earlier)
            row.choices.set(
                choice for choice in choices if choice.question_id == earlier.pk and choice.code in condition["codes"]
            )


# A questionnaire of one section, written as the coordination does.
# Code, kind, wording, choices, lines. Choices have the codes c1, c2…, lines l1, l2…
SmallQuestion = tuple[str, QuestionKind, str, Sequence[str], Sequence[str]]


def write_small_questionnaire(
    *, title: str, slug: str, purpose: str, questions: Sequence[SmallQuestion], by: Member
) -> QuestionnaireVersion:
    """Return a version in preparation with these questions. A number is one of people at home: 1 to 30."""
    version = open_questionnaire(title=title, slug=slug, purpose=purpose, by=by)
    section = version.sections.get()
    for code, kind, wording, choices, rows in questions:
        change_question(
            question=add_question(section=section, kind=kind, wording=wording, code=code),
            fields={"lowest": 1, "highest": 30} if kind is QuestionKind.NUMBER else {},
            choices=[ChoiceOutline(0, f"c{rank}", label) for rank, label in enumerate(choices, start=1)] or None,
            rows=[RowOutline(0, f"l{rank}", label) for rank, label in enumerate(rows, start=1)] or None,
        )
    return version
