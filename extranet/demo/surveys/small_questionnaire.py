"""A questionnaire of one section, written as the coordination does."""

from collections.abc import Sequence

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models.questionnaire import QuestionnaireVersion
from questionnaires.questions.outline import ChoiceOutline, RowOutline
from questionnaires.questions.services.versions import open_questionnaire
from questionnaires.questions.services.writing import add_question, change_question
from reseau.people.members.models.member import Member

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
