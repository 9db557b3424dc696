"""What a jury file says of each attachment: in the ZIP, lost, or a link that stays outside."""

import pytest

from b2i.outcomes.jury.pieces import NO_PIECE, EvidencePiece, pieces_in_words
from tests.factories.b2i import EvidenceFileFactory

pytestmark = pytest.mark.django_db


def test_piece_is_lost_once_its_file_is_gone():
    piece = EvidencePiece(EvidenceFileFactory(), "D1.1 CV.pdf")
    assert (piece.is_lost, piece.words.startswith("D1.1 CV.pdf")) == (False, True)
    piece.file.file.storage.delete(piece.file.file.name)
    assert (piece.is_lost, piece.words.startswith("pièce perdue, absente du ZIP\u00a0: D1.1 CV.pdf")) == (True, True)


def test_link_is_never_lost():
    piece = EvidencePiece(EvidenceFileFactory(), "")
    piece.file.file.storage.delete(piece.file.file.name)
    assert (piece.is_lost, piece.words.startswith("lien, hors du ZIP")) == (False, True)


def test_line_without_piece_says_so():
    assert pieces_in_words([]) == NO_PIECE
