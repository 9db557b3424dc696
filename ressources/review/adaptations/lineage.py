"""An adapted sheet and its origin: what each changed since the copy, and what one may take from the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ressources.review.versions.comparison import ComparedBlock, compare_part
from ressources.review.versions.merging.sheets import merge_part
from ressources.review.versions.merging.steps import match_steps
from ressources.sheets.content import SheetContent, StepContent
from ressources.sheets.enums import PartNature
from ressources.sheets.parts import Part

# An adaptation has a title, an audience and a licence of its own.
OWN = frozenset({"title", "audience", "licence"})
WHOLE = ""


@dataclass(frozen=True, slots=True)
class AdaptationChange:
    """A change that one side made since the copy.

    `key` names a step; `value` is the whole part with this change alone.
    """

    part: Part
    key: str
    value: Any
    blocks: tuple[ComparedBlock, ...]
    # Already in the draft of the side that could take it.
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part on which the two sheets differ today."""

    part: Part
    by_adaptation: tuple[AdaptationChange, ...]
    by_origin: tuple[AdaptationChange, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The three texts, and the drafts of the sides that the user may edit; None for the others."""

    base: SheetContent
    adapted: SheetContent
    origin: SheetContent
    adapted_draft: SheetContent | None = None
    origin_draft: SheetContent | None = None

    def parts(self) -> list[ComparedPart]:
        """Return the parts that differ, in the order of the form."""
        return [
            ComparedPart(
                part,
                tuple(self._changes(part, self.adapted, self.origin_draft)),
                tuple(self._changes(part, self.origin, self.adapted_draft)),
            )
            for part in self.base.parts
            if part.name not in OWN and getattr(self.adapted, part.name) != getattr(self.origin, part.name)
        ]

    def _changes(self, part: Part, side: SheetContent, draft: SheetContent | None) -> Iterator[AdaptationChange]:
        before, after = (getattr(content, part.name) for content in (self.base, side))
        if before == after:
            return
        for key, value in alternatives(part, before, after):
            blocks = compare_part(part, before, value)
            yield AdaptationChange(part, key, value, blocks, draft is not None and self._is_in(draft, part, value))

    def _is_in(self, draft: SheetContent, part: Part, value: Any) -> bool:
        return with_change(self.base, draft, part, value) == getattr(draft, part.name)


def alternatives(part: Part, before: Any, after: Any) -> Iterator[tuple[str, Any]]:
    """Yield (key, value) for each change that may be taken alone: steps one by one, any other part as a whole."""
    alone = dict(_steps_alone(before, after)) if part.nature is PartNature.STEPS else {}
    if len(alone) > 1:
        yield from alone.items()
    yield WHOLE, after


def find_change(lineage: Lineage, name: str, key: str, *, of_origin: bool) -> AdaptationChange | None:
    """Return the change of that part and key, or None if it is gone."""
    for compared_part in lineage.parts():
        if compared_part.part.name == name:
            changes = compared_part.by_origin if of_origin else compared_part.by_adaptation
            return next((change for change in changes if change.key == key), None)
    return None


def with_change(base: SheetContent, draft: SheetContent, part: Part, value: Any) -> Any:
    """Return the part of `draft` with the change merged in; nothing written there since is lost."""
    return merge_part(part.nature, getattr(base, part.name), getattr(draft, part.name), value).value


def _steps_alone(before: Sequence[StepContent], after: Sequence[StepContent]) -> Iterator[tuple[str, tuple]]:
    """Yield the earlier run sheet with one step more, one rewritten, or one less."""
    matches = match_steps(before, after)
    last = -1
    for place, step in enumerate(after):
        if place not in matches:
            yield f"plus-{place}", (*before[: last + 1], step, *before[last + 1 :])
            continue
        last = matches[place]
        if before[last] != step:
            yield f"autre-{place}", (*before[:last], step, *before[last + 1 :])
    for place in range(len(before)):
        if place not in matches.values():
            yield f"moins-{place}", (*before[:place], *before[place + 1 :])
