"""Writing the archive: one piece after the other, straight to the file; what it holds is said in it, and told."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from zipfile import ZipFile

from typst import TypstError

from formation.dossiers.pieces import Piece, SessionPieces
from formation.enums import PieceKind
from reseau.files.zipped import entry

SUMMARY = "LISEZ-MOI.txt"
LOST = "{path}\u00a0: le stockage ne l’a plus."
UNPRINTED = "{path}\u00a0: la mise en page a échoué."


@dataclass(slots=True)
class Line:
    """What became of the dossier of a session."""

    title: str
    counts: Counter = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"session": self.title, "counts": dict(self.counts), "problems": self.problems}


def write_archive(target: BinaryIO, sessions: Iterable[SessionPieces], *, day: datetime) -> Iterator[list[Line]]:
    """Yields the report as it stands after each piece. `day` is that of each file: the same again, the same bytes."""
    report: list[Line] = []
    with ZipFile(target, "w") as archive:
        for made in sessions:
            line = Line(made.title, problems=list(made.problems))
            report.append(line)
            for piece in made.pieces:
                _put(archive, piece, line, day)
                yield report
        archive.writestr(entry(SUMMARY, day), summary(report).encode("utf-8-sig"))


def _put(archive: ZipFile, piece: Piece, line: Line, day: datetime) -> None:
    """The rest goes on without a piece that cannot be had."""
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


def summary(report: list[Line]) -> str:
    """Lines that Windows' simplest editor shows as lines."""
    lines = []
    for line in report:
        lines += [line.title, *(f"  {kind.label}\u00a0: {line.counts[kind.value]}" for kind in PieceKind)]
        lines += [f"  À savoir\u00a0: {problem}" for problem in line.problems] + [""]
    return "\r\n".join(lines)
