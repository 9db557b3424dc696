"""Comparison of two texts of a sheet for a reader: line by line, word by word, step by step."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reseau.markdown.blocks import to_lines
from ressources.enums import PartNature
from ressources.sheets.content import StepContent
from ressources.sheets.part_wording import part_in_words
from ressources.sheets.parts import Part
from ressources.versions.merging.steps import match_steps
from ressources.versions.merging.values import LineMatcher

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Share of common words from which a line counts as rewritten.
ALIKE = 0.5
# Number of unchanged lines shown around a change.
AROUND = 1


class WordChange(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


# Screen readers say nothing of underlined and struck words: these say where a change begins and where it ends.
MARKED = {
    WordChange.SAME: "{}",
    WordChange.ADDED: '<ins><span class="sr">ajouté\u00a0: </span>{}<span class="sr">, fin de l’ajout. </span></ins>',
    WordChange.REMOVED: '<del><span class="sr">retiré\u00a0: </span>{}<span class="sr">, fin du retrait. </span></del>',
}


@dataclass(frozen=True, slots=True)
class ComparedWords:
    change: WordChange
    text: str

    @property
    def marked(self) -> SafeString:
        """Return the words as HTML: added ones underlined, removed ones struck through.

        A template would put white space between these pieces of one word.
        """
        return format_html(MARKED[self.change], self.text)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line in its pieces; or, without pieces, a number of unchanged lines that are `left_out`."""

    pieces: tuple[ComparedWords, ...] = ()
    left_out: int = 0

    @property
    def is_same(self) -> bool:
        return all(piece.change is WordChange.SAME for piece in self.pieces)


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
    pairs = ((part, getattr(before, part.name), getattr(after, part.name)) for part in after.parts)
    return [ChangedPart(part, compare_part(part, old, new)) for part, old, new in pairs if old != new]


def compare_part(part: Part, before: Any, after: Any) -> tuple[ComparedBlock, ...]:
    match part.nature:
        case PartNature.STEPS:
            return compare_steps(before, after)
        case PartNature.CHOICE:
            lines = (
                whole_line(WordChange.REMOVED, part_in_words(part, before)),
                whole_line(WordChange.ADDED, part_in_words(part, after)),
            )
            return (ComparedBlock("", tuple(line for line in lines if line.pieces)),)
        case PartNature.SET:
            sides = (part_in_words(part, tuple(value)) for value in (before, after))
            return (ComparedBlock("", fold_unchanged(compare_lines(*(side.replace(", ", "\n") for side in sides)))),)
    if part.nature is PartNature.LINE:
        return (ComparedBlock("", fold_unchanged(compare_lines(before, after))),)
    old, new = to_lines(before), to_lines(after)
    if old == new:
        return (ComparedBlock("Seule la mise en forme change", ()),)
    return (ComparedBlock("", fold_unchanged(compare_lines(old, new))),)


def compare_lines(before: str, after: str) -> list[ComparedLine]:
    """Compare two texts line by line; blank lines are left out."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    lines: list[ComparedLine] = []
    for tag, start, end, other_start, other_end in LineMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            lines += [whole_line(WordChange.SAME, line) for line in old[start:end]]
        else:
            lines += _compare_rewritten(old[start:end], new[other_start:other_end])
    return lines


def _compare_rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedLine]:
    """Pair each new line with the old line that it resembles; the others are removed or added."""
    first = start = 0
    for place, other in _matching_lines(old, new):
        yield from _replacement(old[first:place], new[start:other])
        yield ComparedLine(tuple(_pieces(WORDS.findall(old[place]), WORDS.findall(new[other]))))
        first, start = place + 1, other + 1
    yield from _replacement(old[first:], new[start:])


def _matching_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for other, line in enumerate(new):
        words = WORDS.findall(line)
        places = range(first, len(old))
        place = next((place for place in places if _similarity(WORDS.findall(old[place]), words) >= ALIKE), None)
        if place is not None:
            first = place + 1
            yield place, other


def _replacement(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedLine]:
    yield from (whole_line(WordChange.REMOVED, line) for line in old)
    yield from (whole_line(WordChange.ADDED, line) for line in new)


def _similarity(first: list[str], second: list[str]) -> float:
    return LineMatcher(None, first, second).ratio()


def _pieces(old: list[str], new: list[str]) -> Iterator[ComparedWords]:
    for tag, start, end, other_start, other_end in LineMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield ComparedWords(WordChange.SAME, "".join(old[start:end]))
            continue
        if end > start:
            yield ComparedWords(WordChange.REMOVED, "".join(old[start:end]))
        if other_end > other_start:
            yield ComparedWords(WordChange.ADDED, "".join(new[other_start:other_end]))


def whole_line(change: WordChange, text: str) -> ComparedLine:
    return ComparedLine((ComparedWords(change, text),) if text else ())


def fold_unchanged(lines: Iterable[ComparedLine]) -> tuple[ComparedLine, ...]:
    """Leave out the lines that are far from any change."""
    folded_lines: list[ComparedLine] = []
    runs = [(is_same, list(run)) for is_same, run in groupby(lines, key=lambda line: line.is_same)]
    for rank, (is_same, run) in enumerate(runs):
        head, tail = (AROUND if rank else 0), (AROUND if rank < len(runs) - 1 else 0)
        if not is_same or len(run) <= head + tail + 1:
            folded_lines += run
            continue
        folded_lines += [*run[:head], ComparedLine(left_out=len(run) - head - tail), *run[len(run) - tail :]]
    return tuple(folded_lines)


def compare_steps(before: Sequence[StepContent], after: Sequence[StepContent]) -> tuple[ComparedBlock, ...]:
    """Return the steps that were added, rewritten, moved or removed."""
    matches = match_steps(before, after)
    moved_ranks = _moved_ranks([matches[place] for place in range(len(after)) if place in matches])
    blocks = []
    for place, step in enumerate(after):
        old = before[matches[place]] if place in matches else None
        if old is None:
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(StepContent(), step), "ajoutée"))
        elif old != step or matches[place] in moved_ranks:
            notes = [f"déplacée, elle était la numéro {matches[place] + 1}"] if matches[place] in moved_ranks else []
            note = ", ".join([*notes, *_unwritten_changes(old, step)])
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(old, step), note))
    for place, step in enumerate(before):
        if place not in matches.values():
            blocks.append(ComparedBlock(_step_label(place, step), _step_lines(step, StepContent()), "retirée"))
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


def _step_lines(old: StepContent, new: StepContent) -> tuple[ComparedLine, ...]:
    return fold_unchanged(compare_lines(str(old), str(new)))
