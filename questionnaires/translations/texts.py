"""Texts of a version by their place: « title », « s1.title », « vient », « vient.help », « vient.choice.oui »."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from questionnaires.questions.outline import Outline, QuestionOutline, SectionOutline

Read = Callable[[str, str], str]


class FrenchText(NamedTuple):
    """`kind`: what the text is, in words; `is_long`: several sentences."""

    place: str
    text: str
    kind: str
    is_long: bool = False


def french_texts(outline: Outline) -> list[FrenchText]:
    """Return the texts to translate, in the order in which people read them, without the empty ones."""
    texts = [FrenchText("title", outline.title, "Titre")]
    texts.append(FrenchText("introduction", outline.introduction, "Texte d’accueil", is_long=True))
    for rank, section in enumerate(outline.sections, start=1):
        texts.append(FrenchText(f"s{rank}.title", section.title, f"Partie {rank}"))
        texts.append(
            FrenchText(f"s{rank}.introduction", section.introduction, f"Partie {rank}, texte d’avant", is_long=True)
        )
        texts += (text for question in section.questions for text in _texts_of(question))
    texts.append(FrenchText("thanks", outline.thanks, "Texte de la fin", is_long=True))
    return [text for text in texts if text.text]


def _texts_of(question: QuestionOutline) -> Iterator[FrenchText]:
    name, code = f"Question {question.number}", question.code
    yield FrenchText(code, question.wording, name)
    yield FrenchText(f"{code}.help", question.help, f"{name}, aide")
    yield FrenchText(f"{code}.unit", question.unit, f"{name}, unité")
    for rank, row in enumerate(question.rows, start=1):
        yield FrenchText(f"{code}.row.{row.code}", row.wording, f"{name}, ligne {rank}")
    for rank, choice in enumerate(question.choices, start=1):
        yield FrenchText(f"{code}.choice.{choice.code}", choice.label, f"{name}, réponse {rank}")


def with_texts(outline: Outline, translations: Mapping[str, tuple[str, str]]) -> Outline:
    """Return the outline with the texts of `translations` (place → French text, its translation).

    A text without a translation, or changed since, stays in French.
    """

    def read(place: str, french: str) -> str:
        source, text = translations.get(place, ("", ""))
        return text if french and source == french else french

    return replace(
        outline,
        title=read("title", outline.title),
        introduction=read("introduction", outline.introduction),
        thanks=read("thanks", outline.thanks),
        sections=tuple(_section(section, rank, read) for rank, section in enumerate(outline.sections, start=1)),
    )


def _section(section: SectionOutline, rank: int, read: Read) -> SectionOutline:
    return replace(
        section,
        title=read(f"s{rank}.title", section.title),
        introduction=read(f"s{rank}.introduction", section.introduction),
        questions=tuple(_question(question, read) for question in section.questions),
    )


def _question(question: QuestionOutline, read: Read) -> QuestionOutline:
    code = question.code
    return replace(
        question,
        wording=read(code, question.wording),
        help=read(f"{code}.help", question.help),
        unit=read(f"{code}.unit", question.unit),
        choices=tuple(
            replace(choice, label=read(f"{code}.choice.{choice.code}", choice.label)) for choice in question.choices
        ),
        rows=tuple(replace(row, wording=read(f"{code}.row.{row.code}", row.wording)) for row in question.rows),
    )
