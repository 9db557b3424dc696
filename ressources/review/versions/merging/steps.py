"""Three-way merge of run sheets: steps are matched whatever their place, then merged part by part.

A step that one side removed and the other rewrote stays. The order is that of the side that moved steps; if both did,
mine.
"""

import re
from collections.abc import Callable, Sequence

from ressources.review.versions.merging.values import (
    MergeResult,
    merge_choice,
    merge_line,
    merge_text,
    merge_texts_apart,
    paragraphs,
    required_items,
)
from ressources.sheets.content import StepContent

# Share of common words from which a step counts as rewritten.
ALIKE = 0.5
Pairs = dict[int, int]
Ranks = list[int]


def merge_steps(
    base: Sequence[StepContent] | None, mine: Sequence[StepContent], theirs: Sequence[StepContent]
) -> MergeResult:
    """Merge two run sheets; `base` is None when the common version is not known."""
    if base is not None and (result := merge_choice(tuple(base), tuple(mine), tuple(theirs))).is_clean:
        return result
    result = _RunSheets(base or (), mine, theirs).merge()
    lost_texts = _lost_texts(base or (), mine, theirs, merged_steps=result.value)
    # Similar steps may have been mismatched: no text is lost in any case.
    restored_steps = [
        step for step in (*mine, *theirs) if step not in result.value and lost_texts & set(step_paragraphs(step))
    ]
    return MergeResult(
        (*result.value, *restored_steps), is_clean=result.is_clean and not restored_steps and base is not None
    )


def paragraphs_of_title(step: StepContent) -> list[str]:
    return paragraphs(step.title)


def paragraphs_of_texts(step: StepContent) -> list[str]:
    return [*paragraphs(step.animator), *paragraphs(step.learners)]


def step_paragraphs(step: StepContent) -> list[str]:
    return [*paragraphs_of_title(step), *paragraphs_of_texts(step)]


def _lost_texts(base, mine, theirs, *, merged_steps: Sequence[StepContent]) -> set[str]:
    """Return the texts that the merge lost.

    A title may have become a part of a longer one; a paragraph stays as written.
    """
    titles = {
        text
        for text in _required_texts(paragraphs_of_title, base, mine, theirs)
        if not _is_in_a_title(text, merged_steps)
    }
    lines = {text for step in merged_steps for text in paragraphs_of_texts(step)}
    return titles | {text for text in _required_texts(paragraphs_of_texts, base, mine, theirs) if text not in lines}


def _required_texts(texts_of: Callable, *run_sheets: Sequence[StepContent]) -> list[str]:
    return required_items(*([text for step in steps for text in texts_of(step)] for steps in run_sheets))


def _is_in_a_title(text: str, steps: Sequence[StepContent]) -> bool:
    return any(text in step.title for step in steps)


def match_steps(before: Sequence[StepContent], after: Sequence[StepContent]) -> Pairs:
    """Return rank after → rank before of the same step: unchanged, else of the same title, else of similar words."""
    pairs: Pairs = {}
    words = {id(step): _words(step) for step in (*before, *after)}
    for is_same_step in (
        lambda first, second: first == second,
        lambda first, second: first.title.casefold() == second.title.casefold() != "",
        lambda first, second: _similarity(words[id(first)], words[id(second)]) >= ALIKE,
    ):
        _pair(before, after, pairs, is_same_step)
    return pairs


def _pair(before: Sequence[StepContent], after: Sequence[StepContent], pairs: Pairs, is_same_step: Callable) -> None:
    unmatched_ranks = [rank for rank in range(len(before)) if rank not in pairs.values()]
    for rank, step in enumerate(after):
        if rank in pairs:
            continue
        for candidate in unmatched_ranks:
            if is_same_step(before[candidate], step):
                pairs[rank] = candidate
                unmatched_ranks.remove(candidate)
                break


def _words(step: StepContent) -> set[str]:
    return set(re.findall(r"\w+", str(step).casefold()))


def _similarity(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 1.0


class _RunSheets:
    """The three run sheets. Each step has a rank: its place in the common version, or a new one if it was added."""

    def __init__(self, base, mine, theirs) -> None:
        self.base, self.mine, self.theirs = dict(enumerate(base)), {}, {}
        matches = match_steps(base, mine)
        my_order = [matches.get(place, len(base) + place) for place in range(len(mine))]
        self.mine = dict(zip(my_order, mine, strict=True))
        self.order = (my_order, self._their_order(base, theirs))
        self.theirs = dict(zip(self.order[1], theirs, strict=True))

    def _their_order(self, base, theirs) -> Ranks:
        """Return the ranks of their steps; a step that both added has one rank."""
        matches = match_steps(base, theirs)
        added = [rank for rank in self.mine if rank not in self.base]
        new = [place for place in range(len(theirs)) if place not in matches]
        common_matches = match_steps([self.mine[rank] for rank in added], [theirs[place] for place in new])
        ranks_added_by_both = {new[place]: added[match] for place, match in common_matches.items()}
        first = len(base) + len(self.mine)
        return [matches.get(place, ranks_added_by_both.get(place, first + place)) for place in range(len(theirs))]

    def merge(self) -> MergeResult:
        steps = {rank: self._merge_step(rank) for rank in {**self.mine, **self.theirs}}
        remaining_steps = {rank: step for rank, step in steps.items() if step is not None}
        ranks, is_ordered = self._arrange(remaining_steps)
        is_clean = is_ordered and all(step.is_clean for step in remaining_steps.values())
        return MergeResult(tuple(remaining_steps[rank].value for rank in ranks), is_clean=is_clean)

    def _merge_step(self, rank: int) -> MergeResult | None:
        """Merge one step; None if one side removed it and the other left it unchanged."""
        base, mine, theirs = (steps.get(rank) for steps in (self.base, self.mine, self.theirs))
        if mine is None or theirs is None:
            remaining_step = mine or theirs
            return None if remaining_step == base else MergeResult(remaining_step, is_clean=base is None)
        if base is not None and (result := merge_choice(base, mine, theirs)).is_clean:
            return result
        return _merge_parts(base, mine, theirs)

    def _arrange(self, remaining_steps) -> tuple[Ranks, bool]:
        mine, theirs = ([rank for rank in order if rank in remaining_steps] for order in self.order)
        common = [rank for rank in self.base if rank in mine and rank in theirs]
        moved_by_me, moved_by_them = ([rank for rank in order if rank in common] != common for order in (mine, theirs))
        if moved_by_them and not moved_by_me:
            return _insert_missing(mine, into=theirs), True
        is_same_order = [rank for rank in mine if rank in common] == [rank for rank in theirs if rank in common]
        return _insert_missing(theirs, into=mine), is_same_order or not moved_by_them


def _insert_missing(others: Ranks, *, into: Ranks) -> Ranks:
    """Insert each missing one of `others` after the one that it follows there."""
    ranks = list(into)
    for place, rank in enumerate(others):
        if rank not in ranks:
            ranks.insert(ranks.index(others[place - 1]) + 1 if place else 0, rank)
    return ranks


def _merge_parts(base: StepContent | None, mine: StepContent, theirs: StepContent) -> MergeResult:
    was = base or StepContent()
    title = merge_line(was.title, mine.title, theirs.title)
    minutes = merge_choice(was.minutes, mine.minutes, theirs.minutes)
    texts = [
        merge_text(getattr(was, name), getattr(mine, name), getattr(theirs, name))
        if base
        else merge_texts_apart(getattr(mine, name), getattr(theirs, name))
        for name in ("animator", "learners")
    ]
    pictures = _merge_pictures(was.pictures, mine.pictures, theirs.pictures)
    step = StepContent(title.value, minutes.value, *(text.value for text in texts), pictures)
    return MergeResult(step, is_clean=all(part.is_clean for part in (title, minutes, *texts)))


def _merge_pictures(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return what either side placed, in the order of mine, without what either removed."""
    removed = {mark for mark in base if mark not in mine or mark not in theirs}
    return tuple(mark for mark in dict.fromkeys((*mine, *theirs)) if mark not in removed)
