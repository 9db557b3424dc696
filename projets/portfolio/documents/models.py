"""A document of a project: scanned, opened once to be sure that it is whole, read by those who read the project."""

from django.db import models
from django.urls import reverse

from projets.portfolio.projects.models import Project
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, hidden_name
from ressources.files.models.scanned_file import ScannedFile, ScannedFileQuerySet

FOLDER = "projets"


def kept_under(document: "ProjectFile", name: str) -> str:
    return hidden_name(FOLDER, document.kind)


class ProjectFileQuerySet(ScannedFileQuerySet):
    def visible_to(self, user):
        """Return the files out of quarantine of the projects that `user` reads."""
        return self.available().filter(project__in=Project.objects.visible_to(user))


class ProjectFile(ScannedFile):
    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="documents")
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=FileKind)

    objects = ProjectFileQuerySet.as_manager()

    class Meta(ScannedFile.Meta):
        verbose_name = "document d’un projet"
        verbose_name_plural = "documents des projets"
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "sha256"],
                name="project_file_once_in_its_project",
                violation_error_message="Ce fichier est déjà joint au projet.",
            ),
            *ScannedFile.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projets:project_file", args=[self.pk, self.name])

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type
