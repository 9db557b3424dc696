"""What the site keeps of the meaning of each document."""

from django.db import models


class DocumentMeaningQuerySet(models.QuerySet):
    def named(self, ids):
        """Those of the documents `ids` (`document_id`)."""
        return self.filter(identity__in=list(ids))


class DocumentMeaning(models.Model):
    """The vectors of a document, made again when `digest`, of its texts and of the model, changes.

    In the database rather than in an index: both engines, and every machine, read the same ones.
    """

    identity = models.CharField("document", max_length=240, unique=True)
    digest = models.CharField("empreinte des textes", max_length=64)
    vectors = models.BinaryField("vecteurs")
    updated = models.DateTimeField("calculés le", auto_now=True, db_index=True)

    objects = DocumentMeaningQuerySet.as_manager()

    class Meta:
        verbose_name = "sens d’un document"
        verbose_name_plural = "sens des documents"

    def __str__(self) -> str:
        return self.identity
