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
    """The pieces read so far: their content, as `parse` returns it, and an index of them by the `keys` of a content.

    Threads share them: parsing a piece twice, or in vain, does no harm.
    """

    def __init__(
        self,
        parse: Callable[[str], Content],
        keys: Callable[[Content], Iterable[Hashable]],
        max_pieces: int = MOST,
    ) -> None:
        self._parse, self._keys, self._max_pieces = parse, keys, max_pieces
        # Replaced in one step, so that both parts always agree.
        self._memory: Memory[Content] = ({}, {})

    def with_any(self, keys: Iterable[Hashable], pieces: set[str]) -> dict[str, Content]:
        """Return the pieces with one of the `keys`, and their content."""
        contents, pieces_by_key = self._memory
        if len(contents) > self._max_pieces:
            self._memory = contents, pieces_by_key = {}, {}
        for piece in pieces.difference(contents):
            content = self._parse(piece)
            for key in self._keys(content):
                pieces_by_key.setdefault(key, set()).add(piece)
            contents[piece] = content
        matching_pieces = set().union(*(pieces & pieces_by_key[key] for key in keys if key in pieces_by_key))
        return {piece: contents[piece] for piece in matching_pieces}


def places(piece: str, text: str) -> Iterator[int]:
    """Yield the places of `piece` in `text`, between two spaces."""
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        if not (text[start - 1 : start].strip() or text[end : end + 1].strip()):
            yield start
        start = text.find(piece, end)
