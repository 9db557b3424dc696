"""The pieces of a jury file: the attachments of its evidence, each under the name that it bears in the ZIP."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from b2i.outcomes.jury.jury_file import JuryFile
from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Evidence
from reseau.documents.dossiers.ascii_names import ascii_file_name
from reseau.documents.files.zip_entries import distinct_names

NO_PIECE = "aucune pièce\u00a0: le récit seul"


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """An attachment. `name`: name in the ZIP, empty for a link, which stays outside."""

    file: EvidenceFile
    name: str

    @property
    def is_lost(self) -> bool:
        """Whether the storage has no such file any more."""
        return bool(self.name) and not self.file.file.storage.exists(self.file.file.name)

    @property
    def words(self) -> str:
        if not self.name:
            return f"lien, hors du ZIP\u00a0: {self.file.address}"
        words = f"pièce perdue, absente du ZIP\u00a0: {self.name}" if self.is_lost else self.name
        return f"{words}, qui dit\u00a0: «\u00a0{self.file.words}\u00a0»" if self.file.words else words


def pieces_by_line(file: JuryFile) -> dict[int, list[EvidencePiece]]:
    """Return the pieces of each line of evidence by its key; names start with the skill and the day."""
    attachments = [(line, attachment) for line in file.evidence for attachment in line.files.all()]
    names = iter(
        distinct_names([_name(line, attachment) for line, attachment in attachments if attachment.file])
    )  # links have no name
    pieces: dict[int, list[EvidencePiece]] = {}
    for line, attachment in attachments:
        pieces.setdefault(line.pk, []).append(EvidencePiece(attachment, next(names) if attachment.file else ""))
    return pieces


def pieces_of(file: JuryFile) -> list[EvidencePiece]:
    """Return the pieces that the ZIP holds: links stay outside."""
    return [piece for pieces in pieces_by_line(file).values() for piece in pieces if piece.name]


def pieces_in_words(pieces: list[EvidencePiece]) -> str:
    """Return what the ZIP holds of a line of evidence, or that it holds nothing."""
    return "\u00a0; ".join(piece.words for piece in pieces) or NO_PIECE


def _name(line: Evidence, attachment: EvidenceFile) -> str:
    path = PurePosixPath(f"{line.skill.code} {line.observed_on} {attachment.name}")
    return ascii_file_name(path.stem, path.suffix.removeprefix(".") or "bin")
