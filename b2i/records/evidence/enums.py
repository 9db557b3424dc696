"""Closed list: kinds of file attached to evidence."""

from django.db import models

from reseau.documents.extraction import audio
from reseau.documents.files.enums import FileKind


class EvidenceFileKind(models.TextChoices):
    """Kind of a file, recognised from its content; or a link."""

    JPEG = "jpg", "photo"
    PNG = "png", "image"
    WEBM = audio.WEBM, "enregistrement WebM"
    OGG = audio.OGG, "enregistrement Ogg"
    MP3 = audio.MP3, "enregistrement MP3"
    M4A = audio.M4A, "enregistrement M4A"
    WAV = audio.WAV, "enregistrement WAV"
    PDF = FileKind.PDF.value, FileKind.PDF.label
    ODT = FileKind.ODT.value, FileKind.ODT.label
    DOCX = FileKind.DOCX.value, FileKind.DOCX.label
    ODP = FileKind.ODP.value, FileKind.ODP.label
    PPTX = FileKind.PPTX.value, FileKind.PPTX.label
    TEXT = FileKind.TEXT.value, FileKind.TEXT.label
    LINK = "link", "lien"

    @property
    def is_photo(self) -> bool:
        return self in (self.JPEG, self.PNG)

    @property
    def is_sound(self) -> bool:
        return self in SOUNDS

    @property
    def media_type(self) -> str:
        """Media type with which the file is served. A link has none."""
        media_types = {
            self.JPEG: "image/jpeg",
            self.PNG: "image/png",
            self.WEBM: "audio/webm",
            self.OGG: "audio/ogg",
            self.MP3: "audio/mpeg",
            self.M4A: "audio/mp4",
            self.WAV: "audio/wav",
        }
        return media_types[self] if self in media_types else FileKind(self.value).media_type

    @property
    def extensions(self) -> tuple[str, ...]:
        """File extensions, the usual one first."""
        if self in FileKind.values:
            return FileKind(self.value).extensions
        return {self.JPEG: ("jpg", "jpeg"), self.OGG: ("ogg", "oga", "opus")}.get(self, (self.value,))


SOUNDS = (
    EvidenceFileKind.WEBM, EvidenceFileKind.OGG, EvidenceFileKind.MP3, EvidenceFileKind.M4A, EvidenceFileKind.WAV,
)  # fmt: skip
