"""The name of a version of a sheet: « Avant la réunion de rentrée »."""

from django.db import models
from wagtail.models import Revision

from reseau.people.members.models.member import Member

MAX_NAME = 80


class VersionName(models.Model):
    """A name. The version itself is a revision of Wagtail, which has no field for a name."""

    revision = models.OneToOneField(
        Revision, verbose_name="version", on_delete=models.CASCADE, related_name="version_name"
    )
    name = models.CharField("nom", max_length=MAX_NAME)
    named_by = models.ForeignKey(
        Member, verbose_name="nommée par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "nom de version"
        verbose_name_plural = "noms de version"

    def __str__(self) -> str:
        return self.name
