"""Merge of two texts of a whole sheet, part by part, with the choices to offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ressources.review.versions.merging.steps import merge_steps, step_paragraphs
from ressources.review.versions.merging.values import (
    MergeResult,
    merge_choice,
    merge_line,
    merge_set,
    merge_text,
    merge_texts_apart,
    paragraphs,
)
from ressources.sheets.enums import PartNature
from ressources.sheets.parts import Part


class MergeChoice(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A part on which two versions differ. `base` is None when no common version is known."""

    part: Part
    base: Any
    mine: Any
    theirs: Any
    merged: Any
    is_clean: bool

    @property
    def is_mine_alone(self) -> bool:
        """Whether only the current user changed it."""
        return self.is_clean and self.theirs == self.base

    @property
    def is_theirs_alone(self) -> bool:
        return self.is_clean and self.mine == self.base

    @property
    def has_two_sides(self) -> bool:
        return not (self.is_mine_alone or self.is_theirs_alone)

    @property
    def choices(self) -> list[MergeChoice]:
        """The choices, the merged text first unless it equals one of the two."""
        merged_choice = [] if self.merged in (self.mine, self.theirs) else [MergeChoice.MERGED]
        return [*merged_choice, MergeChoice.MINE, MergeChoice.THEIRS]

    @property
    def proposed(self) -> MergeChoice:
        if MergeChoice.MERGED in self.choices:
            return MergeChoice.MERGED
        return MergeChoice.MINE if self.merged == self.mine else MergeChoice.THEIRS

    def value_of(self, choice: str) -> Any:
        return getattr(self, choice if choice in self.choices else self.proposed)


def disagreements(*, base, mine, theirs) -> list[Disagreement]:
    """Return the parts on which `mine` and `theirs` differ, in the order of the form.

    `base`: the common version, if known.
    """
    result = []
    for part in mine.parts:
        base_value, my_value, their_value = (
            content and getattr(content, part.name) for content in (base, mine, theirs)
        )
        if my_value != their_value:
            merge_result = merge_part(part.nature, base_value, my_value, their_value, is_known=base is not None)
            result.append(
                Disagreement(part, base_value, my_value, their_value, merge_result.value, merge_result.is_clean)
            )
    return result


def merge_part(nature: PartNature, base, mine, theirs, *, is_known: bool = True) -> MergeResult:
    if not is_known:
        return _merge_apart(nature, mine, theirs)
    merge = {
        PartNature.LINE: merge_line,
        PartNature.TEXT: merge_text,
        PartNature.CHOICE: merge_choice,
        PartNature.SET: merge_set,
        PartNature.STEPS: merge_steps,
    }[nature]
    return merge(base, mine, theirs)


def _merge_apart(nature: PartNature, mine, theirs) -> MergeResult:
    match nature:
        case PartNature.LINE:
            result = merge_line("", mine, theirs)
        case PartNature.TEXT:
            result = merge_texts_apart(mine, theirs)
        case PartNature.SET:
            result = merge_set((), mine, theirs)
        case PartNature.STEPS:
            result = merge_steps(None, mine, theirs)
        case _:
            result = MergeResult(mine, is_clean=False)
    return MergeResult(result.value, is_clean=False)


def merged_content(mine, differences: Iterable[Disagreement], choices: Mapping[str, str]):
    """Return the content that follows from `choices` (name of the part → choice), with the proposed one by default."""
    return replace(mine, **{item.part.name: item.value_of(choices.get(item.part.name, "")) for item in differences})


def all_paragraphs(content) -> set[str]:
    """Return every text of a sheet that must not be lost."""
    texts: set[str] = set()
    for part in content.parts:
        value = getattr(content, part.name)
        if isinstance(value, str) and part.choices is None:
            texts.update(paragraphs(value))
        elif part.nature is PartNature.STEPS:
            texts.update(text for step in value for text in step_paragraphs(step))
    return texts
