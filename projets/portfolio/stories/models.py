"""The story of a project: the sheet of the library that was born of it. One at most for each project."""

from django.db import models
from django.utils import timezone

from projets.portfolio.projects.models import Project
from ressources.sheets.models.sheet import Sheet


class ProjectStory(models.Model):
    """Gone with its sheet: a draft that was deleted may be begun again."""

    project = models.OneToOneField(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="story")
    sheet = models.OneToOneField(Sheet, verbose_name="récit", on_delete=models.CASCADE, related_name="project_story")
    begun = models.DateTimeField("commencé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "récit d’un projet"
        verbose_name_plural = "récits des projets"

    def __str__(self) -> str:
        return str(self.sheet)
