"""Pieces of text between spaces: each is analysed once, and found again by its content.

Texts repeat their pieces, and those of all texts are few: looking for a word in a text is comparing two sets.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

# Beyond this number, all pieces are forgotten.
MOST = 50_000
Content = TypeVar("Content")
# Content of each piece, and the pieces of each key.
Memory = tuple[dict[str, Content], dict[Hashable, set[str]]]


class TextPieces(Generic[Content]):
    """The pieces read so far: their content, as `read` returns it, and an index of them by the `keys` of a content.

    Threads share them: what one of them reads twice, or in vain, does no harm.
    """

    def __init__(
        self,
        read: Callable[[str], Content],
        keys: Callable[[Content], Iterable[Hashable]],
        most: int = MOST,
    ) -> None:
        self._read, self._keys, self._most = read, keys, most
        # Replaced in one step, so that both parts always agree.
        self._memory: Memory[Content] = ({}, {})

    def with_any(self, wanted: Iterable[Hashable], pieces: set[str]) -> dict[str, Content]:
        """Return the pieces with one of the `wanted` keys, with their content."""
        known, having = self._memory
        if len(known) > self._most:
            self._memory = known, having = {}, {}
        for piece in pieces.difference(known):
            content = self._read(piece)
            for key in self._keys(content):
                having.setdefault(key, set()).add(piece)
            known[piece] = content
        found = set().union(*(pieces & having[key] for key in wanted if key in having))
        return {piece: known[piece] for piece in found}


def places(piece: str, text: str) -> Iterator[int]:
    """Yield the places of `piece` in `text`, between two spaces."""
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        if not (text[start - 1 : start].strip() or text[end : end + 1].strip()):
            yield start
        start = text.find(piece, end)
