"""Two texts compared for a reader: line by line, and word by word in the lines that were rewritten."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reseau.texts.markdown.blocks import to_lines

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Share of common words from which a line counts as rewritten.
ALIKE = 0.5
# Number of unchanged lines shown around a change.
AROUND = 1
# Pairs of words of rewritten lines that are worth comparing: beyond, one line stands under the other.
MOST_PAIRS = 4_000_000
# Places looked up by what one page compares. A paragraph of 3,000 characters with every seventh word changed takes half
# of them; one word repeated in both texts would take the cube of their length.
MOST_STEPS = 4_000_000


class WordChange(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


# Screen readers say nothing of underlined and struck words: these say where a change begins and where it ends. Brackets
# part them from the words and the punctuation around them, which a change may touch.
MARKED = {
    WordChange.SAME: "{}",
    WordChange.ADDED: '<ins><span class="sr">[ajouté\u00a0: </span>{}<span class="sr"> – fin]</span></ins>',
    WordChange.REMOVED: '<del><span class="sr">[retiré\u00a0: </span>{}<span class="sr"> – fin]</span></del>',
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


class StepBudget:
    """How many steps the matchers of one comparison may still take."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def take(self, steps: int) -> bool:
        """Take so many steps; False once there are not enough left."""
        self.left -= steps
        return self.left >= 0


class LineMatcher(SequenceMatcher):
    """Compares every line, even frequent ones, as long as its budget lasts; what follows has nothing in common then."""

    def __init__(self, isjunk=None, a: Sequence = "", b: Sequence = "", *, budget: StepBudget | None = None) -> None:
        super().__init__(isjunk, a, b, autojunk=False)
        self.budget = budget or StepBudget()
        # What the search costs before each rank of `a`: one step, and one for each equal item of `b`.
        self.costs = [0, *accumulate(1 + len(self.b2j.get(item, ())) for item in a)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None) -> Match:
        if self.budget.take(self.costs[len(self.a) if ahi is None else ahi] - self.costs[alo]):
            return super().find_longest_match(alo, ahi, blo, bhi)
        return Match(alo, blo, 0)


def compare_texts(before: str, after: str, budget: StepBudget | None = None) -> tuple[ComparedLine, ...] | None:
    """Compare two texts with marks, as they are read; None when only their marks differ."""
    old, new = to_lines(before), to_lines(after)
    return None if old == new else fold_unchanged(compare_lines(old, new, budget))


def compare_lines(before: str, after: str, budget: StepBudget | None = None) -> list[ComparedLine]:
    """Compare two texts line by line; blank lines are left out. `budget`: that of a page that compares several."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    budget = budget or StepBudget()
    lines: list[ComparedLine] = []
    for tag, start, end, other_start, other_end in LineMatcher(None, old, new, budget=budget).get_opcodes():
        if tag == "equal":
            lines += [whole_line(WordChange.SAME, line) for line in old[start:end]]
        else:
            lines += _compare_rewritten(old[start:end], new[other_start:other_end], budget)
    return lines


def _compare_rewritten(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> Iterator[ComparedLine]:
    """Pair each new line with the old line that it resembles; the others are removed or added."""
    if _count_words(old) * _count_words(new) > MOST_PAIRS:
        yield from _replacement(old, new)
        return
    first = start = 0
    for place, other in _matching_lines(old, new, budget):
        yield from _replacement(old[first:place], new[start:other])
        yield ComparedLine(tuple(_pieces(WORDS.findall(old[place]), WORDS.findall(new[other]), budget)))
        first, start = place + 1, other + 1
    yield from _replacement(old[first:], new[start:])


def _matching_lines(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> Iterator[tuple[int, int]]:
    old_words, first = [WORDS.findall(line) for line in old], 0
    for other, line in enumerate(new):
        words = WORDS.findall(line)
        places = range(first, len(old))
        place = next((place for place in places if _similarity(old_words[place], words, budget) >= ALIKE), None)
        if place is not None:
            first = place + 1
            yield place, other


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(WORDS.findall(line)) for line in lines)


def _replacement(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedLine]:
    yield from (whole_line(WordChange.REMOVED, line) for line in old)
    yield from (whole_line(WordChange.ADDED, line) for line in new)


def _similarity(first: list[str], second: list[str], budget: StepBudget) -> float:
    # The matcher itself reads both lines.
    return LineMatcher(None, first, second, budget=budget).ratio() if budget.take(len(first) + len(second)) else 0


def _pieces(old: list[str], new: list[str], budget: StepBudget) -> Iterator[ComparedWords]:
    for tag, start, end, other_start, other_end in LineMatcher(None, old, new, budget=budget).get_opcodes():
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
