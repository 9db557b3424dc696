"""Write the archive of a dossier piece by piece, with a summary of its content."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from zipfile import ZipFile

from typst import TypstError

from formation.proof.dossiers.dossier_pieces import Piece, SessionPieces
from formation.proof.dossiers.enums import PieceKind
from reseau.documents.files.zip_entries import entry

SUMMARY = "LISEZ-MOI.txt"
LOST = "{path}\u00a0: le stockage ne l’a plus."
UNPRINTED = "{path}\u00a0: la mise en page a échoué."


@dataclass(slots=True)
class SessionReport:
    """Content and problems of the part of a dossier about one session."""

    title: str
    counts: Counter = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"session": self.title, "counts": dict(self.counts), "problems": self.problems}


def write_archive(
    target: BinaryIO, sessions: Iterable[SessionPieces], *, day: datetime
) -> Iterator[list[SessionReport]]:
    """Write the archive; yield the report so far after each piece.

    `day` dates every file, so that the same content gives the same bytes.
    """
    report: list[SessionReport] = []
    with ZipFile(target, "w") as archive:
        for session_pieces in sessions:
            line = SessionReport(session_pieces.title, problems=list(session_pieces.problems))
            report.append(line)
            for piece in session_pieces.pieces:
                _write_piece(archive, piece, line, day)
                yield report
        archive.writestr(entry(SUMMARY, day), summary(report).encode("utf-8-sig"))


def _write_piece(archive: ZipFile, piece: Piece, line: SessionReport, day: datetime) -> None:
    """Write a piece; if it is lost or cannot be printed, note the problem and go on."""
    try:
        source = piece.open()
    except FileNotFoundError:
        line.problems.append(LOST.format(path=piece.path.partition("/")[2]))
    except TypstError:
        line.problems.append(UNPRINTED.format(path=piece.path.partition("/")[2]))
    else:
        with source, archive.open(entry(piece.path, day, piece.size), "w") as target:
            shutil.copyfileobj(source, target)
        line.counts[piece.kind.value] += 1


def summary(report: list[SessionReport]) -> str:
    """Return the report as text, with line ends that every Windows editor shows."""
    lines = []
    for line in report:
        lines += [line.title, *(f"  {kind.label}\u00a0: {line.counts[kind.value]}" for kind in PieceKind)]
        lines += [f"  À savoir\u00a0: {problem}" for problem in line.problems] + [""]
    return "\r\n".join(lines)
