"""Three-way merge of one part of a sheet: a line, a text, a choice, a set.

Each function takes the text of the common version (`base`), that of the current user (`mine`) and the one saved
meanwhile (`theirs`). A paragraph that one side wrote, or that both kept, is always in the result. A merge is clean when
no line was changed by both.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from merge3 import Merge3

from reseau.texts.markdown.comparison import LineMatcher
from reseau.texts.tags.names import sorted_tags

APART = " / "


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The result of a merge. `value` has the type of the merged values."""

    value: Any
    is_clean: bool


def paragraphs(text: str) -> list[str]:
    """Return the lines that must not be lost: not blank, without the spaces around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def required_items(base: Sequence[Hashable], mine: Sequence[Hashable], theirs: Sequence[Hashable]) -> list:
    """Return what one side wrote, or both kept; each once, mine first."""
    base_items, their_items = set(base), set(theirs)
    my_items = [item for item in mine if item not in base_items or item in their_items]
    return list(dict.fromkeys([*my_items, *(item for item in theirs if item not in base_items)]))


def merge_choice(base, mine, theirs) -> MergeResult:
    """Return the changed value. If both changed it, return mine, not clean."""
    if mine == theirs or theirs == base:
        return MergeResult(mine, is_clean=True)
    return MergeResult(theirs, is_clean=True) if mine == base else MergeResult(mine, is_clean=False)


def merge_line(base: str, mine: str, theirs: str) -> MergeResult:
    """Merge a sentence. If both rewrote it, both are kept side by side, unless one contains the other."""
    result = merge_choice(base, mine, theirs)
    if result.is_clean or not theirs or theirs in mine:
        return result
    return MergeResult(theirs if mine in theirs else f"{mine}{APART}{theirs}", is_clean=False)


def merge_set(base: tuple, mine: tuple, theirs: tuple) -> MergeResult:
    """Return what either side added, without what either removed; sorted as contents are."""
    if any(isinstance(item, str) for item in (*mine, *theirs)):
        return MergeResult(_merge_words(base, mine, theirs), is_clean=True)
    taken_out = (set(base) - set(mine)) | (set(base) - set(theirs))
    return MergeResult(tuple(sorted((set(mine) | set(theirs)) - taken_out)), is_clean=True)


def _merge_words(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Merge words, whatever their capitals."""
    folded_words = [{word.casefold() for word in words} for words in (base, mine, theirs)]
    taken_out = (folded_words[0] - folded_words[1]) | (folded_words[0] - folded_words[2])
    return sorted_tags(word for word in (*mine, *theirs) if word.casefold() not in taken_out)


def merge_text(base: str, mine: str, theirs: str) -> MergeResult:
    """Merge line by line. Lines that both changed are kept twice, mine first."""
    result = merge_choice(base, mine, theirs)
    if result.is_clean:
        return result
    lines, is_clean = _merge_lines(base.split("\n"), mine.split("\n"), theirs.split("\n"))
    merged_lines = {line.strip() for line in lines}
    # Repeated lines may have been mismatched: no line is lost in any case.
    if lost_lines := [
        text for text in required_items(*map(paragraphs, (base, mine, theirs))) if text not in merged_lines
    ]:
        lines, is_clean = [*lines, *lost_lines], False
    return MergeResult("\n".join(lines), is_clean=is_clean)


def merge_texts_apart(mine: str, theirs: str) -> MergeResult:
    """Merge without a common version: the common lines stand for it, so that nothing is removed."""
    blocks = LineMatcher(None, mine.split("\n"), theirs.split("\n")).get_matching_blocks()
    common = [line for block in blocks for line in mine.split("\n")[block.a : block.a + block.size]]
    result = merge_text("\n".join(common), mine, theirs)
    return MergeResult(result.value, is_clean=mine == theirs)


def _merge_lines(base: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], bool]:
    lines, is_clean = [], True
    for kind, *groups in Merge3(base, mine, theirs, sequence_matcher=LineMatcher).merge_groups():
        if kind != "conflict":
            lines += groups[0]
            continue
        before, first, second = groups
        lines += [*first, *_extra_lines(first, second)]
        # Both only added something at the same place: there is nothing to choose.
        is_clean = is_clean and not before
    return lines, is_clean


def _extra_lines(first: list[str], second: list[str]) -> Iterator[str]:
    """Yield the lines of `second` that `first` does not have, or not as often."""
    remaining_counts = Counter(first)
    for line in second:
        if remaining_counts[line]:
            remaining_counts[line] -= 1
        else:
            yield line
