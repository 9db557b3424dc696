"""Comparison of two contents of a sheet for a reader: by part, by step, its lines by `reseau.texts.markdown`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reseau.texts.markdown.comparison import (
    ComparedLine,
    LineMatcher,
    StepBudget,
    WordChange,
    compare_lines,
    compare_texts,
    fold_unchanged,
    whole_line,
)
from ressources.review.versions.merging.steps import match_steps
from ressources.sheets.content import StepContent
from ressources.sheets.enums import PartNature
from ressources.sheets.part_wording import part_in_words
from ressources.sheets.parts import Part


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A part of a sheet, or a step of its run sheet; `note` tells what happened to the whole."""

    title: str
    lines: tuple[ComparedLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    part: Part
    blocks: tuple[ComparedBlock, ...]


def compare_contents(before, after) -> list[ChangedPart]:
    """Return the parts on which two contents differ, in the order of the form."""
    budget = StepBudget()
    pairs = ((part, getattr(before, part.name), getattr(after, part.name)) for part in after.parts)
    return [ChangedPart(part, compare_part(part, old, new, budget)) for part, old, new in pairs if old != new]


def compare_part(part: Part, before: Any, after: Any, budget: StepBudget | None = None) -> tuple[ComparedBlock, ...]:
    match part.nature:
        case PartNature.STEPS:
            return compare_steps(before, after, budget)
        case PartNature.CHOICE:
            lines = (
                whole_line(WordChange.REMOVED, part_in_words(part, before)),
                whole_line(WordChange.ADDED, part_in_words(part, after)),
            )
            return (ComparedBlock("", tuple(line for line in lines if line.pieces)),)
        case PartNature.SET:
            sides = (part_in_words(part, tuple(value)) for value in (before, after))
            old, new = (side.replace(", ", "\n") for side in sides)
            return (ComparedBlock("", fold_unchanged(compare_lines(old, new, budget))),)
    if part.nature is PartNature.LINE:
        return (ComparedBlock("", fold_unchanged(compare_lines(before, after, budget))),)
    lines = compare_texts(before, after, budget)
    return (ComparedBlock("Seule la mise en forme change", ()) if lines is None else ComparedBlock("", lines),)


def compare_steps(
    before: Sequence[StepContent], after: Sequence[StepContent], budget: StepBudget | None = None
) -> tuple[ComparedBlock, ...]:
    """Return the steps that were added, rewritten, moved or removed: one budget for all."""
    budget = budget or StepBudget()
    matches = match_steps(before, after)
    moved_ranks = _moved_ranks([matches[place] for place in range(len(after)) if place in matches])
    blocks = []
    for place, step in enumerate(after):
        old = before[matches[place]] if place in matches else None
        if old is None:
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(StepContent(), step, budget), "ajoutée"))
        elif old != step or matches[place] in moved_ranks:
            notes = [f"déplacée, elle était la numéro {matches[place] + 1}"] if matches[place] in moved_ranks else []
            note = ", ".join([*notes, *_unwritten_changes(old, step)])
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(old, step, budget), note))
    for place, step in enumerate(before):
        if place not in matches.values():
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(step, StepContent(), budget), "retirée"))
    return tuple(blocks)


def _moved_ranks(places: list[int]) -> set[int]:
    """Return the ranks of the steps that left the earlier order."""
    blocks = LineMatcher(None, sorted(places), places).get_matching_blocks()
    return set(places) - {places[start + offset] for _, start, size in blocks for offset in range(size)}


def _unwritten_changes(old: StepContent, new: StepContent) -> Iterator[str]:
    """Yield what changed without a word of the text."""
    if old.pictures != new.pictures and len(old.pictures) == len(new.pictures):
        yield "autres images"
    if old != new and str(old) == str(new) and old.pictures == new.pictures:
        yield "mise en forme"


def _step_label(place: int, step: StepContent) -> str:
    return f"Étape {place + 1}, {step.title or 'sans titre'}"


def _step_lines(old: StepContent, new: StepContent, budget: StepBudget) -> tuple[ComparedLine, ...]:
    return fold_unchanged(compare_lines(str(old), str(new), budget))
