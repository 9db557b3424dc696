"""Materials of a training: each sheet of its kit as a PDF, and its attached files."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urljoin

from django.conf import settings

from formation.catalogue.models.training import TrainingPage
from reseau.dossiers.ascii_names import ascii_file_name, ascii_name
from reseau.files.enums import FileKind
from reseau.files.file_names import size_in_words
from ressources.files.models.attachment import Attachment
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS
from ressources.take_away.paper import sheet_paper
from ressources.take_away.workshop_archive import MOST_BYTES

NamedFile = tuple[str, Callable[[], BinaryIO], int]
TOO_HEAVY = (
    "«\u00a0{name}\u00a0» ({size}) est à télécharger sur la page de sa fiche\u00a0: "
    "les supports d’une session pèsent {most} au plus."
)


def materials_of(training: TrainingPage, reader) -> tuple[list[NamedFile], list[str]]:
    """Return the files of the kit that `reader` may read, and sentences about those that are too heavy."""
    files, problems, remaining_bytes = [], [], MOST_BYTES
    for sheet in training.kit_for(reader):
        title = ascii_name(sheet.title, f"fiche {sheet.pk}")
        files.append((f"{title}.pdf", partial(_render_sheet, sheet.pk, reader), 0))
        for file in sheet.attachments.visible_to(reader).without_text():
            if file.size > remaining_bytes:
                values = {"name": file.name, "size": size_in_words(file.size), "most": size_in_words(MOST_BYTES)}
                problems.append(TOO_HEAVY.format(**values))
                continue
            remaining_bytes -= file.size
            files.append((_file_name(title, file), partial(file.file.open, "rb"), file.size))
    return files, problems


def _file_name(title: str, file: Attachment) -> str:
    """Sort the file beside its sheet: « Choisir un mot de passe - memo.odt »."""
    extension = FileKind(file.kind).extensions[0]
    stem = file.name.removesuffix(f".{extension}")
    return ascii_file_name(f"{title[:30].strip()} - {stem}", extension)


def _render_sheet(key: int, reader) -> BinaryIO:
    """Load the sheet when it is printed. A sheet withdrawn since counts as a lost file."""
    for kind in KINDS:
        sheets = kind.objects.visible_to(reader).with_record().with_sources().prefetch_related("pictures")
        if sheet := sheets.filter(pk=key).first():
            address = urljoin(settings.ORIGIN, sheet.get_absolute_url())
            return BytesIO(sheet_paper(sheet, url=address, reader=reader).pdf())
    raise FileNotFoundError(Sheet.objects.get(pk=key).title)
