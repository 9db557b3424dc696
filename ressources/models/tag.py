"""Words under which sheets are filed, apart from any other list of words of the site."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class SheetTag(TagBase):
    """A tag of the library; its own list, so that the forums' words do not leak into it."""

    free_tagging = True

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"


class WorkshopTag(ItemBase):
    tag = models.ForeignKey(SheetTag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_sheets")
    content_object = ParentalKey("ressources.Sheet", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une fiche"
        verbose_name_plural = "mots-clés des fiches"
