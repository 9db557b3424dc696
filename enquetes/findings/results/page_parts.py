"""Parts of the results, one a page: sections of the questionnaire, those that are long in several parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline

# Lines of tables on a page, which weigh some 330 bytes each.
MOST_LINES = 40
HEAD_LINES = 2


@dataclass(frozen=True, slots=True)
class PagePart:
    """Some questions of a section. `rank`: in the address, from 1; `key`: of the section."""

    rank: int
    key: int
    title: str
    questions: tuple[QuestionOutline, ...]


def parts_of(outline: Outline, *, territories: int = 0, codes: Mapping[int, int] | None = None) -> list[PagePart]:
    """Return the parts, in order. `territories`: lines of the table of a question about communes.

    `codes`: key of a question of text → its codes.
    """
    parts: list[PagePart] = []
    for place, section in enumerate(outline.sections, start=1):
        title = section.title or (f"Partie {place}" if len(outline.sections) > 1 else outline.title)
        pages = _pages(section.questions, territories, codes or {})
        for page, questions in enumerate(pages, start=1):
            name = f"{title} ({page} sur {len(pages)})" if len(pages) > 1 else title
            parts.append(PagePart(len(parts) + 1, section.key, name, tuple(questions)))
    return parts


def _pages(
    questions: Sequence[QuestionOutline], territories: int, codes: Mapping[int, int]
) -> list[list[QuestionOutline]]:
    pages: list[list[QuestionOutline]] = []
    room = 0
    for question in questions:
        lines = _line_count(question, territories) + codes.get(question.key, 0)
        if not pages or lines > room:
            pages.append([])
            room = MOST_LINES
        pages[-1].append(question)
        room -= lines
    return pages


def _line_count(question: QuestionOutline, territories: int) -> int:
    match question.kind:
        case QuestionKind.GRID:
            return len(question.rows) * (len(question.choices) + HEAD_LINES)
        case QuestionKind.COMMUNE:
            return territories + HEAD_LINES
    return len(question.choices) + HEAD_LINES
