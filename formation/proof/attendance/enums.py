"""Closed lists of attendance: how and when a presence was recorded, formats of a signed sheet."""

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


# A person wrote them down for somebody else: after the day, they need a proof.
WRITTEN_FOR_OTHERS = (Means.TICKED, Means.PAPER)


class Timing(models.TextChoices):
    """When a presence was written down. `BEFORE_RULE`: after the day, before a proof was asked for."""

    SAME_DAY = "same_day", "le jour même"
    LATE = "late", "après coup, avec une feuille signée ou une raison"
    BEFORE_RULE = "before", "après coup, avant la règle"


class SheetFormat(models.TextChoices):
    """Format of the scan of a signed sheet, read from its content. The site redraws photos."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "photo"
    PNG = "png", "image"

    @property
    def media_type(self) -> str:
        return {self.PDF: "application/pdf", self.JPEG: "image/jpeg", self.PNG: "image/png"}[self]
