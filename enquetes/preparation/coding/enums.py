"""What is done to the codes of a question."""

from django.db import models


class CodingKind(models.TextChoices):
    CODED = "coded", "Textes codés"
    UNDONE = "undone", "Geste défait"
    RENAMED = "renamed", "Code renommé"
    MERGED = "merged", "Codes réunis"
    REMOVED = "removed", "Code retiré"
