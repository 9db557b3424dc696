"""An outline as the editor shows it: each question with its condition in words, its faults and advice."""

from collections import defaultdict
from dataclasses import dataclass

from questionnaires.questions.faults import faults_of
from questionnaires.questions.outline import Outline, QuestionOutline, SectionOutline
from questionnaires.questions.plain_wording import advice_on_outline


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """`condition`: « si 3 = Oui »; `advice_count`: how many remarks on its wording."""

    question: QuestionOutline
    condition: str
    faults: list[str]
    advice_count: int


@dataclass(frozen=True, slots=True)
class SectionLines:
    section: SectionOutline
    name: str
    lines: list[QuestionLine]


def lines_of(outline: Outline, *, with_advice: bool) -> list[SectionLines]:
    """Return the sections of a version with their questions, in order."""
    faults = defaultdict(list)
    for fault in faults_of(outline):
        faults[fault.code].append(fault.text.partition("\u00a0: ")[2] or fault.text)
    advice = advice_on_outline(outline) if with_advice else {}
    return [
        SectionLines(
            section,
            section.title or f"Partie {rank}",
            [
                QuestionLine(
                    question,
                    condition_in_words(question, outline),
                    faults[question.code],
                    len(advice.get(question.key, ())),
                )
                for question in section.questions
            ],
        )
        for rank, section in enumerate(outline.sections, start=1)
    ]


def condition_in_words(question: QuestionOutline, outline: Outline) -> str:
    """Return « si 3 = Oui ou Parfois, et 4 = Non »; empty for a question asked to everybody."""
    parts = []
    for condition in question.conditions:
        asked = outline.by_code[condition.asked]
        labels = [choice.label for choice in asked.choices if choice.code in condition.codes]
        parts.append(f"{asked.number} = {' ou '.join(labels)}")
    return f"si {', et '.join(parts)}" if parts else ""
