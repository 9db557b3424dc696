"""Lines of a file of answers, read one after the other from any of them: memory does not grow with the file."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File

MAX_BYTES = 100 * 1024 * 1024
CHUNK = 256 * 1024
# A table has shorter lines, and shorter cells. The limit of `csv` itself is one for the process: libraries raise it.
LONGEST_LINE, LONGEST_CELL = 1_000_000, 20_000
# Each line is made as wide as the first.
MAX_COLUMNS = 2_000
NOT_A_TABLE = (
    "Ce fichier n’est pas un tableau CSV. Dans votre tableur, choisissez «\u00a0Enregistrer sous\u00a0», puis CSV."
)
EMPTY = "Ce tableau est vide."
TOO_MANY_COLUMNS = "Ce tableau a plus de 2\u202f000 colonnes."
TWICE = "Deux colonnes portent le même nom\u00a0: {}."
TOO_WIDE = "Cette ligne a plus de colonnes que la première."


@dataclass(frozen=True, slots=True)
class FileLine:
    """`number`: rank of the line from 1, the header being 1; `cells`: by name of column, without blanks around.

    `end`: bytes of the file up to its end. `problem`: why it cannot be read.
    """

    number: int
    cells: Mapping[str, str]
    end: int
    problem: str = ""


class TableFile:
    """A table in UTF-8 (`in_utf_8`), whose `header` has distinct names. Raises ValidationError for anything else."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.file.seek(0)
        first = next(self._texts(), "")
        self.delimiter = max(";,\t", key=first.count)
        self.header = [cell.strip() for cell in next(self._rows(0), [])]
        self.start = self.file.tell()
        if not any(self.header):
            raise ValidationError(EMPTY)
        if len(self.header) > MAX_COLUMNS:
            raise ValidationError(TOO_MANY_COLUMNS)
        if twice := sorted(name for name, count in Counter(self.header).items() if name and count > 1):
            raise ValidationError(TWICE.format(", ".join(twice)))

    def lines(self, *, after: int = 1, end: int = 0) -> Iterator[FileLine]:
        """Yield the lines that hold something, from the one that follows line `after`, which ends at `end`."""
        for number, cells in enumerate(self._rows(end or self.start), start=after + 1):
            if any(cells):
                # Spreadsheets leave out the empty cells at the end of a line, or add some.
                cells += [""] * (len(self.header) - len(cells))
                extra = any(cells[len(self.header) :])
                named = {name: cell.strip() for name, cell in zip(self.header, cells, strict=False)}
                yield FileLine(number, named, self.file.tell(), TOO_WIDE if extra else "")

    def _rows(self, start: int) -> Iterator[list[str]]:
        self.file.seek(start)
        try:
            for cells in csv.reader(self._texts(), delimiter=self.delimiter):
                if any(len(cell) > LONGEST_CELL or "\0" in cell for cell in cells):
                    raise ValidationError(NOT_A_TABLE)
                yield cells
        except (csv.Error, UnicodeError) as error:
            raise ValidationError(NOT_A_TABLE) from error

    def _texts(self) -> Iterator[str]:
        """Yield lines of text, one each time it is asked: the position in the file is then that of its end."""
        while line := self.file.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise ValidationError(NOT_A_TABLE)
            yield line.decode()


def in_utf_8(file: BinaryIO) -> File:
    """Return a copy of a text in UTF-8, whatever wrote it: UTF-8, UTF-16, or the Windows encoding of old spreadsheets.

    It is on disk, and gone once closed. Raises ValidationError for what is no text.
    """
    copy = TemporaryFile()  # noqa: SIM115 - whoever keeps the copy closes it
    try:
        for text in codecs.iterdecode(_chunks(file), _encoding(file)):
            copy.write(text.encode())
        copy.flush()
    except UnicodeError as error:
        copy.close()
        raise ValidationError(NOT_A_TABLE) from error
    return File(copy)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    try:
        for _ in codecs.iterdecode(_chunks(file), "utf-8"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
