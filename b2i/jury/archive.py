"""Files for the jury in an archive: for each learner her paper and what was joined to her evidence; one or many."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from typst import TypstError

from b2i.evidence.models import EvidenceFile
from b2i.jury.jury_file import JuryFile, read_jury_file, read_jury_files
from b2i.jury.models import Candidacy, JuryDossier
from b2i.jury.paper import KIND, jury_paper
from b2i.records.models.record import Record
from reseau.dossiers.making import NothingInItError
from reseau.dossiers.names import ascii_file_name, ascii_name
from reseau.files.zipped import distinct_names, entry

IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive waits on the disk
AT_ONCE = 25  # files read together: a few queries, little memory
SUMMARY, EVIDENCE = "LISEZ-MOI.txt", "Preuves"
NOBODY = "Plus personne n’est devant ce jury."
LOST = "{name}\u00a0: le stockage ne l’a plus."
UNPRINTED = "{name}\u00a0: la mise en page a échoué."


@dataclass(slots=True)
class Line:
    """What became of the file of one learner."""

    name: str
    files: int = 0
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"name": self.name, "files": self.files, "problems": self.problems}


class JuryContents:
    """The files of all who are put before a jury, in the order of their names, as far as whoever asked reads them."""

    def __init__(self, dossier: JuryDossier) -> None:
        self.dossier = dossier
        reader = dossier.asked_by or AnonymousUser()
        candidacies = Candidacy.objects.visible_to(reader).standing().filter(jury=dossier.jury_id)
        in_order = candidacies.order_by("record__learner__member__search_name", "pk")
        self.keys = list(in_order.values_list("record", flat=True))
        if not self.keys:
            raise NothingInItError(NOBODY)

    def count(self) -> int:
        return len(self.keys)

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        """A piece is the whole file of a learner."""
        report: list[dict] = []
        with ZipFile(target, "w") as archive:
            for file in self._files():
                report.append(put_file(archive, file, day=self.dossier.asked).as_json())
                yield report
            archive.writestr(entry(SUMMARY, self.dossier.asked), summary(report).encode("utf-8-sig"))

    def _files(self) -> Iterator[JuryFile]:
        for start in range(0, len(self.keys), AT_ONCE):
            keys = self.keys[start : start + AT_ONCE]
            found = Record.objects.with_learner().in_bulk(keys)
            yield from read_jury_files(found[key] for key in keys if key in found)


def archive_of(record: Record) -> BinaryIO:
    """The file of one learner, as a ZIP open at its beginning; whoever reads it closes it."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
    with ZipFile(target, "w") as archive:
        put_file(archive, read_jury_file(record), day=timezone.now())
    target.seek(0)
    return target


def put_file(archive: ZipFile, file: JuryFile, *, day: datetime) -> Line:
    """Writes the folder of a learner; the rest goes on without what cannot be had."""
    line = Line(str(file.learner))
    folder = folder_of(file)
    paper = ascii_file_name(KIND, "pdf")
    try:
        archive.writestr(entry(f"{folder}/{paper}", day), jury_paper(file).pdf())
    except TypstError:
        line.problems.append(UNPRINTED.format(name=paper))
    for name, joined in joined_to(file):
        if _put(archive, f"{folder}/{EVIDENCE}/{name}", joined):
            line.files += 1
        else:
            line.problems.append(LOST.format(name=name))
    return line


def joined_to(file: JuryFile) -> list[tuple[str, EvidenceFile]]:
    """What was joined to the evidence, links aside: each with a name that begins with its skill and its day."""
    joined = [
        (f"{proven.skill.code} {line.observed_on} {one.name}", one)
        for domain in file.domains
        for proven in domain.skills
        for line in proven.evidence
        for one in line.files.all()
        if one.file
    ]
    paths = [PurePosixPath(name) for name, _ in joined]
    names = distinct_names([ascii_file_name(path.stem, path.suffix.removeprefix(".") or "bin") for path in paths])
    return list(zip(names, [one for _, one in joined], strict=True))


def _put(archive: ZipFile, path: str, joined: EvidenceFile) -> bool:
    """False when the storage has lost it."""
    try:
        source = joined.file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.open(entry(path, joined.added, joined.size), "w") as target:
        shutil.copyfileobj(source, target)
    return True


def folder_of(file: JuryFile) -> str:
    """« Delpech Jeanne 46-0007 »: the card tells two people of one name apart."""
    member = file.learner.member
    return ascii_name(f"{member.last_name} {member.first_name} {file.learner.card_number}", file.learner.card_number)


def summary(report: Iterable[dict]) -> str:
    """Lines that Windows' simplest editor shows as lines."""
    lines = []
    for line in report:
        lines += [f"{line['name']}\u00a0: {KIND.lower()}, pièces jointes aux preuves\u00a0: {line['files']}"]
        lines += [f"  À savoir\u00a0: {problem}" for problem in line["problems"]]
    return "\r\n".join([*lines, ""])
