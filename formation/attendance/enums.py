"""Closed lists of attendance: how a presence was recorded, formats of a signed sheet."""

from django.db import models


class Means(models.TextChoices):
    """How somebody was noted at a half-day."""

    TICKED = "ticked", "noté par le formateur"
    QR = "qr", "code QR"
    PAPER = "paper", "feuille papier"
    TABLET = "tablet", "signature"

    @property
    def weight(self) -> int:
        """What it proves: a stronger proof takes the place of a weaker one, never the other way round."""
        return list(Means).index(self)


class SheetFormat(models.TextChoices):
    """What the scan of a signed sheet may be, known by its content; a photo was drawn again by the site."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "photo"
    PNG = "png", "image"

    @property
    def media_type(self) -> str:
        return {self.PDF: "application/pdf", self.JPEG: "image/jpeg", self.PNG: "image/png"}[self]
