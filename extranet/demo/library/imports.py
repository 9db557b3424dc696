"""Documents imported by an animator of the demo, with the report of each (`content/imports.toml`)."""

from django.core.files.base import ContentFile

from extranet.demo.content import read_file
from extranet.demo.files.office import DocumentSection, odt
from reseau.people.members.models.member import Member
from ressources.authoring.imports.models import ImportBatch
from ressources.authoring.imports.services import open_import, read_imported
from ressources.files.text_extraction import read_attachment

# First bytes of any Windows program, whatever its name.
PROGRAM = b"MZ" + bytes(62)


def build_import(*, animator: Member) -> ImportBatch:
    documents = read_file("imports")["documents"]
    files = [ContentFile(bytes_of(document, documents), name=document["name"]) for document in documents]
    batch = open_import(by=animator, epm=animator.main_position.epm, files=files)
    for key in batch.files.waiting().values_list("pk", flat=True):
        read_imported(file=key)
    for imported_file in batch.files.exclude(sheet=None):
        for attachment in imported_file.sheet.attachments.all():
            read_attachment(attachment.pk)
    return batch


def bytes_of(document: dict, documents: list[dict]) -> bytes:
    if "same_as" in document:
        return bytes_of(documents[document["same_as"]], documents)
    if "text" in document:
        return document["text"].strip().encode()
    if document["kind"] == "odt":
        sections = [DocumentSection(section["heading"], tuple(section["lines"])) for section in document["sections"]]
        return odt(document["title"], sections)
    return PROGRAM
