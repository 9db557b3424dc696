"""Kinds of documents that the site stores, by their content, never by their name."""

from django.db import models

from reseau.documents.extraction import kinds


class FileKind(models.TextChoices):
    """Kinds of uploads beside pictures, recognised by content (`reseau.documents.extraction.kinds`)."""

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
        """Extensions under which computers open such a file correctly; the usual one first."""
        return {self.PPTX: ("pptx", "ppsx"), self.TEXT: ("txt", "csv", "md")}.get(self, (self.value,))
