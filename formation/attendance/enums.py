"""Closed lists of attendance: how a presence was recorded, formats of a signed sheet."""

from django.db import models


class Means(models.TextChoices):
    """How a presence was recorded."""

    TICKED = "ticked", "pointage"
    QR = "qr", "code QR"
    PAPER = "paper", "feuille papier"
    TABLET = "tablet", "signature"

    @property
    def weight(self) -> int:
        """Strength of the proof: a stronger proof replaces a weaker one, never the reverse."""
        return list(Means).index(self)


class SheetFormat(models.TextChoices):
    """Format of the scan of a signed sheet, read from its content. The site redraws photos."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "photo"
    PNG = "png", "image"

    @property
    def media_type(self) -> str:
        return {self.PDF: "application/pdf", self.JPEG: "image/jpeg", self.PNG: "image/png"}[self]
