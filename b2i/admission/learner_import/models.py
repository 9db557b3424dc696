"""A table of learners that an animator uploads: previewed line by line, then imported once.

The table is kept until its import is confirmed, one day at most. Then only keyed digests remain: they show that a file
or a line was imported, and reveal no name.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from reseau.places.models.epm import EPM


class LearnerImportQuerySet(models.QuerySet):
    def waiting_for(self, user):
        """Return the imports of `user` that wait for confirmation, in an EPM where they work today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(imported_by=user, epm__in=user.epm_ids, done_at__isnull=True)


class LearnerImport(models.Model):
    """`table` holds the lines until they are imported; `mark` is a keyed digest of the file."""

    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="+")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="importé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    mark = models.CharField("empreinte du fichier", max_length=64, editable=False)
    table = models.JSONField("lignes lues", default=list, editable=False)
    created = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    done_at = models.DateTimeField("importé le", null=True, blank=True, editable=False)
    made = models.PositiveIntegerField("livrets ouverts", default=0, editable=False)

    objects = LearnerImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import d’apprenants"
        verbose_name_plural = "imports d’apprenants"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "mark"],
                condition=Q(done_at__isnull=False),
                name="learner_import_of_a_file_once",
                violation_error_message="Ce fichier a déjà été importé dans cet EPM.",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(table=[]),
                name="learner_import_forgets_its_lines",
                violation_error_message="Les lignes d’un fichier importé ne se gardent pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epm}, {self.created:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:import_preview", args=[self.pk])


class ImportedLine(models.Model):
    """An imported line and the learner it created; deleted with the learner."""

    learner = models.OneToOneField(
        Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="imported_line"
    )
    batch = models.ForeignKey(
        LearnerImport, verbose_name="import", on_delete=models.CASCADE, related_name="imported_lines"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField("empreinte de la ligne", max_length=64, editable=False)

    class Meta:
        verbose_name = "ligne importée"
        verbose_name_plural = "lignes importées"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "mark"],
                name="imported_line_once",
                violation_error_message="Cette ligne a déjà été importée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.batch}"
