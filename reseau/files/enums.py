"""Closed list of the documents that the site keeps: what they are, never what their name pretends."""

from django.db import models

from reseau.extraction import kinds


class FileKind(models.TextChoices):
    """What people may bring beside pictures, known by its content (`reseau.extraction.kinds`)."""

    PDF = kinds.PDF, "PDF"
    ODT = kinds.ODT, "texte ODT"
    DOCX = kinds.DOCX, "texte DOCX"
    ODP = kinds.ODP, "diaporama ODP"
    PPTX = kinds.PPTX, "diaporama PPTX"
    TEXT = kinds.TEXT, "texte brut"

    @property
    def media_type(self) -> str:
        open_document, office = "application/vnd.oasis.opendocument", "application/vnd.openxmlformats-officedocument"
        return {
            self.PDF: "application/pdf",
            self.ODT: f"{open_document}.text",
            self.DOCX: f"{office}.wordprocessingml.document",
            self.ODP: f"{open_document}.presentation",
            self.PPTX: f"{office}.presentationml.presentation",
            self.TEXT: "text/plain",
        }[self]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Ends of name under which computers open such a file as what it is; the usual one first."""
        return {self.PPTX: ("pptx", "ppsx"), self.TEXT: ("txt", "csv", "md")}.get(self, (self.value,))
