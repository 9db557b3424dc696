"""The topic where a sheet is discussed."""

from django.db import models

from forums.threads.topics.models import Topic


class SheetDiscussion(models.Model):
    """A sheet has one topic; once the sheet is deleted, the topic goes on as any other."""

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="discussion"
    )
    topic = models.OneToOneField(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="sheet_discussion")

    class Meta:
        verbose_name = "discussion d’une fiche"
        verbose_name_plural = "discussions des fiches"

    def __str__(self) -> str:
        return str(self.topic)
