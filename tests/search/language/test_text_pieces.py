"""Pieces of text, found by their keys."""

import pytest

from search.language.text_pieces import TextPieces, places


@pytest.fixture
def pieces():
    """Pieces by their keys; the content of a piece is its length. `parsed_pieces`: those read, in order."""
    parsed_pieces = []

    def length(piece: str) -> int:
        parsed_pieces.append(piece)
        return len(piece)

    text_pieces = TextPieces(length, lambda content: {content}, max_pieces=3)
    text_pieces.parsed_pieces = parsed_pieces
    return text_pieces


def test_pieces_are_found_by_any_of_their_keys(pieces):
    assert pieces.with_any([1, 3], {"a", "bb", "ccc"}) == {"a": 1, "ccc": 3}
    assert pieces.with_any([4], {"a", "bb"}) == {}
    assert pieces.with_any([], {"a"}) == {}


def test_only_wanted_pieces_are_found(pieces):
    pieces.with_any([1], {"a", "b"})
    assert pieces.with_any([1], {"b"}) == {"b": 1}


def test_piece_is_read_once_until_the_cache_is_full(pieces):
    for _ in range(2):
        pieces.with_any([1], {"a"})
    assert pieces.parsed_pieces == ["a"]
    pieces.with_any([2], {"bb", "cc", "dd"})
    assert pieces.with_any([1], {"a"}) == {"a": 1}
    assert (pieces.parsed_pieces[0], sorted(pieces.parsed_pieces[1:4]), pieces.parsed_pieces[4:]) == (
        "a",
        ["bb", "cc", "dd"],
        ["a"],
    )


def test_positions_are_between_spaces():
    assert list(places("ab", "ab cab\nab\tabc ab, ab\u00a0ab")) == [0, 7, 18, 21]
    assert list(places("ab", "cab")) == []
