"""Kits to print of the demo (`content/kits`, `content/training_kits`): one PDF for a workshop or for a training."""

from collections.abc import Iterator

from django.core.files.base import ContentFile

from extranet.demo.content import CONTENT
from extranet.demo.files.work_ahead import WORK_AHEAD
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name
from reseau.documents.files.stored_files import fingerprint
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from ressources.files.scanning import state_of_new_file

TEMPLATE = CONTENT / "kit.typ"
DRAWINGS = CONTENT / "kit_drawings"
NAME = "Kit à imprimer"


def kit_paper(content: dict, *, title: str) -> Paper:
    """Return the kit of the sheet or training `title`; `content`: its file."""
    return Paper.of(
        TEMPLATE,
        images={name: ContentFile((DRAWINGS / name).read_bytes()) for name in drawings_of(content)},
        title=f"Kit — {title}",
        origin="Réseau des espaces publics multimédia du Lot",
        lead=content["lead"],
        papers=content["papers"],
    )


def begin_to_print(content: dict, *, title: str) -> None:
    WORK_AHEAD.begin(("kit", title), lambda: kit_paper(content, title=title).pdf())


def printed_kit(content: dict, *, title: str) -> ContentFile:
    pdf = WORK_AHEAD.result(("kit", title), lambda: kit_paper(content, title=title).pdf())
    return ContentFile(pdf, name=shown_name(NAME, FileKind.PDF))


def fields_of(kit: ContentFile, *, sender: Member | None) -> dict:
    """Return the fields of the row that keeps a printed kit, as if it had been sent."""
    return {
        "name": kit.name,
        "kind": FileKind.PDF,
        "size": kit.size,
        "sha256": fingerprint(kit),
        "added_by": sender,
        "scan": state_of_new_file(),
    }


def drawings_of(content: dict) -> Iterator[str]:
    return (item["drawing"] for paper in content["papers"] if paper["layout"] == "drawings" for item in paper["items"])
