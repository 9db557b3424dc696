"""ZIP archives for the jury: a folder for each learner, with their paper and the files of their evidence."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from typst import TypstError

from b2i.outcomes.jury.jury_file import JuryFile, build_jury_files
from b2i.outcomes.jury.list_state import list_state
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.paper import KIND, jury_paper
from b2i.outcomes.jury.paper_freezing import frozen_file
from b2i.outcomes.jury.pieces import pieces_of
from b2i.outcomes.jury.session_list import KIND as LIST_KIND
from b2i.outcomes.jury.session_list import candidacy_keys, candidates_of, session_list_paper
from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Record
from reseau.documents.dossiers.ascii_names import ascii_file_name, ascii_name
from reseau.documents.dossiers.dossier_build import NothingInItError
from reseau.documents.files.zip_entries import entry

IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive goes to the disk
AT_ONCE = 25  # files loaded together, to limit queries and memory
SUMMARY, EVIDENCE = "LISEZ-MOI.txt", "Preuves"
NOBODY = "Plus personne n’est devant ce jury."
LOST = "{name}\u00a0: le stockage ne l’a plus."
UNPRINTED = "{name}\u00a0: la mise en page a échoué."
NO_IDENTITY = "L’état civil n’est pas noté."
NO_OPINION = "L’avis du centre n’est pas noté."


@dataclass(slots=True)
class FileReport:
    """Report on the file of one learner: key of the record, number of attachments, problems."""

    record: int
    name: str
    files: int = 0
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"record": self.record, "name": self.name, "files": self.files, "problems": self.problems}


class JuryContents:
    """Files of the candidates of one jury, by name, among those that the requester may read."""

    def __init__(self, dossier: JuryDossier) -> None:
        self.dossier = dossier
        reader = dossier.asked_by or AnonymousUser()
        self.candidacies = candidacy_keys(dossier.jury, reader)
        self.keys = list(self.candidacies)
        if not self.keys:
            raise NothingInItError(NOBODY)

    def count(self) -> int:
        """Number of candidates."""
        return len(self.keys)

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        """Write the archive; yield the report after each candidate."""
        report: list[dict] = []
        with ZipFile(target, "w") as archive:
            for file in self._files():
                sent = frozen_file(file.candidacy)
                report.append(write_file(archive, file, day=self.dossier.asked, sent=sent).as_json())
                yield report
            self._write_list(archive)
            archive.writestr(entry(SUMMARY, self.dossier.asked), summary(report).encode("utf-8-sig"))

    def _write_list(self, archive: ZipFile) -> None:
        """Write the list that the jury signs: the one that left, or a draft."""
        jury, reader = self.dossier.jury, self.dossier.asked_by or AnonymousUser()
        state = list_state(jury, reader)
        if state.is_current:
            paper = bytes(state.latest.content)
        else:
            paper = session_list_paper(jury, candidates_of(jury, reader)).pdf()
        archive.writestr(entry(ascii_file_name(LIST_KIND, "pdf"), self.dossier.asked), paper)

    def _files(self) -> Iterator[JuryFile]:
        for start in range(0, len(self.keys), AT_ONCE):
            keys = self.keys[start : start + AT_ONCE]
            records = Record.objects.with_learner().in_bulk(keys)
            found = [records[key] for key in keys if key in records]
            yield from build_jury_files(found, candidacies=self.candidacies)


def archive_of(file: JuryFile, *, sent: FrozenPaper | None = None) -> BinaryIO:
    """Return a file as a ZIP open at its beginning, or `sent` as it left. The caller closes it."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
    with ZipFile(target, "w") as archive:
        write_file(archive, file, day=timezone.now(), sent=sent)
    target.seek(0)
    return target


def write_file(archive: ZipFile, file: JuryFile, *, day: datetime, sent: FrozenPaper | None = None) -> FileReport:
    """Write the folder of a learner: `sent` and its pieces as they left, or what is printed and attached today.

    Missing or unprintable parts are reported, not fatal.
    """
    report = FileReport(file.record.pk, str(file.learner))
    folder = folder_of(file)
    name = ascii_file_name(KIND, "pdf")
    try:
        content = bytes(sent.content) if sent else jury_paper(file).pdf()
        archive.writestr(entry(f"{folder}/{name}", day), content)
    except TypstError:
        report.problems.append(UNPRINTED.format(name=name))
    if sent and sent.has_pieces:
        for piece in sent.pieces.iterator(chunk_size=1):
            archive.writestr(entry(f"{folder}/{EVIDENCE}/{piece.name}", day), bytes(piece.content))
            report.files += 1
    else:
        _copy_pieces(archive, file, folder, report)
    if file.identity is None:
        report.problems.append(NO_IDENTITY)
    if file.opinion is None:
        report.problems.append(NO_OPINION)
    return report


def _copy_pieces(archive: ZipFile, file: JuryFile, folder: str, report: FileReport) -> None:
    for piece in pieces_of(file):
        if _copy_attachment(archive, f"{folder}/{EVIDENCE}/{piece.name}", piece.file):
            report.files += 1
        else:
            report.problems.append(LOST.format(name=piece.name))


def _copy_attachment(archive: ZipFile, path: str, attachment: EvidenceFile) -> bool:
    """Copy an attachment; return False if the storage has lost it."""
    try:
        source = attachment.file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.open(entry(path, attachment.added, attachment.size), "w") as target:
        shutil.copyfileobj(source, target)
    return True


def folder_of(file: JuryFile) -> str:
    """Return the name of the folder: « Delpech Jeanne 46-0007 ». The card number distinguishes namesakes."""
    member = file.learner.member
    return ascii_name(f"{member.last_name} {member.first_name} {file.learner.card_number}", file.learner.card_number)


def summary(report: Iterable[dict]) -> str:
    """Return the report as text, with line ends that every Windows editor shows."""
    lines = []
    for line in report:
        lines += [f"{line['name']}\u00a0: {KIND.lower()}, pièces jointes aux preuves\u00a0: {line['files']}"]
        lines += [f"  À savoir\u00a0: {problem}" for problem in line["problems"]]
    return "\r\n".join([*lines, ""])
