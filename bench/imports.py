"""Separate process: documents imported as drafts, or only read; milliseconds of each, as JSON lines."""

import json
from io import BytesIO

from django.core.files.base import ContentFile

from bench.timing import milliseconds
from extranet.demo.files.office import DocumentSection, docx, odt
from reseau.documents.extraction import reader
from reseau.people.members.models.member import Member
from ressources.authoring.imports.services import open_import, read_imported

DOCUMENTS = 20
PARAGRAPHS = ["Montrez une fois, lentement, puis laissez faire.", "Ils refont le geste à deux."] * 10


def main() -> None:
    """Half of the documents are DOCX, half ODT, of about two pages."""
    owner = Member.objects.get(email="animateur1@example.org")
    uploads = dict(document(rank) for rank in range(DOCUMENTS))
    files = [ContentFile(content, name) for name, content in uploads.items()]
    batch = open_import(by=owner, epm=owner.main_position.epm, files=files)
    imported = [milliseconds(read_imported, file=key) for key in batch.files.waiting().values_list("pk", flat=True)]
    print(json.dumps({"imported": imported}))
    print(json.dumps({"read": [milliseconds(plainly_read, content) for content in uploads.values()]}))


def document(rank: int) -> tuple[str, bytes]:
    make, end = ((docx, "docx"), (odt, "odt"))[rank % 2]
    sections = [DocumentSection("Matériel", ["Un poste pour deux"]), DocumentSection(f"Déroulé {rank}", PARAGRAPHS)]
    return f"Atelier {rank}.{end}", make(f"Atelier numéro {rank}", sections)


def plainly_read(content: bytes) -> str:
    file = BytesIO(content)
    return reader.read_text(file, kind=reader.identify(file))
