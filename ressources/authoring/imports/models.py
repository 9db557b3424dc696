"""The import of documents: what a member uploaded at once, and the outcome of each file.

The bytes of a file are kept until it is read; then the draft has them as an attachment. The rows stay: they tell which
documents an EPM has already imported.
"""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import time_format

from reseau.documents.files.accessibility import UNTAGGED
from reseau.documents.files.file_names import hidden_name
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from ressources.authoring.enums import ImportOutcome, why
from ressources.sheets.models.sheet import Sheet

FOLDER = "imports"
MAX_SHOWN = 200


def kept_under(file: "ImportedFile", name: str) -> str:
    return hidden_name(FOLDER, "bin")


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the imports of `user`: they are private."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def with_progress(self):
        """Count the files (`total`), those that wait to be read (`waiting`) and the drafts (`drafts`)."""
        waiting = Count("files", filter=Q(files__outcome=ImportOutcome.WAITING))
        drafts = Count("files", filter=Q(files__outcome=ImportOutcome.DRAFT))
        return self.annotate(total=Count("files"), waiting=waiting, drafts=drafts)


class ImportBatch(models.Model):
    owner = models.ForeignKey(
        Member, verbose_name="importé par", on_delete=models.SET_NULL, null=True, related_name="import_batches"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM d’origine", on_delete=models.CASCADE, related_name="import_batches")
    started = models.DateTimeField("commencé le", default=timezone.now, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "import de documents"
        verbose_name_plural = "imports de documents"
        ordering = ["-started", "-pk"]

    def __str__(self) -> str:
        hour = time_format(timezone.localtime(self.started), "G \\h i")
        return f"Import du {day_in_full(self.started, 'j F Y')}, {hour}"

    def get_absolute_url(self) -> str:
        return reverse("ressources:import_batch", args=[self.pk])


class ImportedFileQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=ImportOutcome.WAITING)


class ImportedFile(models.Model):
    batch = models.ForeignKey(ImportBatch, verbose_name="import", on_delete=models.CASCADE, related_name="files")
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom dans ce qui a été apporté", max_length=MAX_SHOWN)
    file = models.FileField("fichier, le temps de le lire", upload_to=kept_under, max_length=200, blank=True)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, blank=True)
    outcome = models.CharField("résultat", max_length=12, choices=ImportOutcome, default=ImportOutcome.WAITING)
    problem = models.CharField("parce que", max_length=16, blank=True)
    is_whole = models.BooleanField("tout le texte est dans le brouillon", default=True)
    is_untagged = models.BooleanField("PDF sans balises", default=False, db_default=False, editable=False)
    sheet = models.ForeignKey(
        Sheet, verbose_name="fiche", on_delete=models.SET_NULL, null=True, blank=True, related_name="imported_files"
    )
    attempts = models.PositiveSmallIntegerField("lectures commencées", default=0, editable=False)

    objects = ImportedFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "document importé"
        verbose_name_plural = "documents importés"
        ordering = ["pk"]
        constraints = [
            # A document whose draft was deleted may be imported again.
            models.UniqueConstraint(
                fields=["epm", "sha256"],
                condition=Q(outcome=ImportOutcome.DRAFT, sheet__isnull=False),
                name="document_imported_once_in_an_epm",
                violation_error_message="Ce document est déjà importé dans cet EPM.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def why(self) -> str:
        return why(self.problem)

    @property
    def remark(self) -> str:
        """What to tell of a document that some readers will not be able to use."""
        return UNTAGGED if self.is_untagged and self.outcome == ImportOutcome.DRAFT else ""

    def settle(self, outcome: ImportOutcome, *, problem: str = "", sheet: Sheet | None = None) -> None:
        """Set the outcome, in memory."""
        self.outcome, self.problem, self.sheet = outcome, problem, sheet
