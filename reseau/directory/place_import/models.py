"""A file of places that the coordination brings: previewed row by row, applied once, undone if need be.

The rows are kept until the import is applied or left, a week at most. Then what it changed stays, with who and when.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from reseau.directory.place_import.record_parts import PARTS
from reseau.places.models.epm import EPM


class PlaceImportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(confirmed_at=None)

    def confirmed(self):
        return self.exclude(confirmed_at=None)


class PlaceImport(models.Model):
    """`table`: number of each line, then its cells, under `header`. `choices`: by number of line, as JSON."""

    file_name = models.CharField("nom du fichier", max_length=150)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="déposé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    empties_erase = models.BooleanField("une case vide efface ce que dit la fiche", default=False)
    header = models.JSONField("colonnes", default=list, editable=False)
    table = models.JSONField("lignes", default=list, editable=False)
    choices = models.JSONField("choix", default=dict, editable=False)
    confirmed_at = models.DateTimeField("appliqué le", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="appliqué par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    undone_at = models.DateTimeField("annulé le", null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="annulé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PlaceImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import de lieux"
        verbose_name_plural = "imports de lieux"
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(table=[]),
                name="place_import_forgets_its_rows",
                violation_error_message="Les lignes d’un import appliqué ne se gardent pas.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(confirmed_at__isnull=False),
                name="place_import_undone_once_applied",
                violation_error_message="Seul un import appliqué s’annule.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse(
            "reseau:place_import_preview" if self.is_waiting else "reseau:place_import_trail", args=[self.pk]
        )

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None


class ImportedPlaceQuerySet(models.QuerySet):
    def standing(self):
        """Return those whose place is still there, of imports that nobody has undone."""
        return self.filter(epm__isnull=False, batch__undone_at=None)


class ImportedPlace(models.Model):
    """What an import did to a place. `identifier`: that of the file, by which the next one recognises the place.

    `changes`: key of each part, with its state before and after. `kept`: what an undo left as it was, and why.
    """

    batch = models.ForeignKey(PlaceImport, verbose_name="import", on_delete=models.CASCADE, related_name="places")
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField("ligne du fichier")
    identifier = models.CharField("identifiant dans le fichier", max_length=200, db_index=True)
    name = models.CharField("nom", max_length=120)
    was_created = models.BooleanField("créé par l’import", default=False)
    changes = models.JSONField("ce qui a changé", default=list)
    kept = models.CharField("gardé à l’annulation", max_length=500, blank=True)

    objects = ImportedPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu importé"
        verbose_name_plural = "lieux importés"
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "epm"],
                name="imported_place_once",
                violation_error_message="Cet import a déjà changé ce lieu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def labels(self) -> list[str]:
        """Names of the parts that changed."""
        return [PARTS[change["part"]].label for change in self.changes if change["part"] in PARTS]
