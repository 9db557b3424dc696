"""Materials of a training: its own files, then each sheet of its kit as a PDF, and the files attached to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urljoin

from django.conf import settings

from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import TrainingPage
from reseau.documents.dossiers.ascii_names import ascii_file_name, ascii_name
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import size_in_words
from ressources.files.models.attachment import Attachment
from ressources.library.downloads.paper import sheet_paper
from ressources.library.downloads.workshop_archive import MOST_BYTES
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS

NamedFile = tuple[str, Callable[[], BinaryIO], int]
OF_SHEET, OF_TRAINING = "sa fiche", "la formation"
TOO_HEAVY = (
    "«\u00a0{name}\u00a0» ({size}) est à télécharger sur la page de {page}\u00a0: "
    "les supports d’une session pèsent {most} au plus."
)


@dataclass(slots=True)
class Materials:
    """Files to write, and sentences about those that are too heavy."""

    files: list[NamedFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remaining_bytes: int = field(default_factory=lambda: MOST_BYTES)

    def add(self, name: str, file: KitFile | Attachment, *, page: str) -> None:
        """Add a stored file, or say on which `page` it is, if there is no room left."""
        if file.size > self.remaining_bytes:
            sizes = {"size": size_in_words(file.size), "most": size_in_words(MOST_BYTES)}
            self.problems.append(TOO_HEAVY.format(name=file.name, page=page, **sizes))
            return
        self.remaining_bytes -= file.size
        extension = FileKind(file.kind).extensions[0]
        self.files.append((ascii_file_name(name, extension), partial(file.file.open, "rb"), file.size))


def materials_of(training: TrainingPage, reader) -> tuple[list[NamedFile], list[str]]:
    """Return the files of the kit that `reader` may read, and sentences about those that are too heavy."""
    materials = Materials()
    for file in training.kit_files.available():
        materials.add(_stem(file), file, page=OF_TRAINING)
    for sheet in training.kit_for(reader):
        title = ascii_name(sheet.title, f"fiche {sheet.pk}")
        materials.files.append((f"{title}.pdf", partial(_render_sheet, sheet.pk, reader), 0))
        for file in sheet.attachments.visible_to(reader).without_text():
            # Sorted beside its sheet: « Choisir un mot de passe - memo.odt ».
            materials.add(f"{title[:30].strip()} - {_stem(file)}", file, page=OF_SHEET)
    return materials.files, materials.problems


def _stem(file: KitFile | Attachment) -> str:
    return file.name.removesuffix(f".{FileKind(file.kind).extensions[0]}")


def _render_sheet(key: int, reader) -> BinaryIO:
    """Load the sheet when it is printed. A sheet withdrawn since counts as a lost file."""
    for kind in KINDS:
        sheets = kind.objects.visible_to(reader).with_record().with_sources().prefetch_related("pictures")
        if sheet := sheets.filter(pk=key).first():
            address = urljoin(settings.ORIGIN, sheet.get_absolute_url())
            return BytesIO(sheet_paper(sheet, url=address, reader=reader).pdf())
    raise FileNotFoundError(Sheet.objects.get(pk=key).title)
