"""A tag of the site, and the words that were merged into one."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from taggit.models import NaturalKeyManager, TagBase

from reseau.texts.french_order import Folded
from reseau.texts.tags.names import sorted_tags


class Tag(TagBase):
    """A word under which sheets and topics are filed. The catalogue of trainings keeps a list of its own."""

    free_tagging = True

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"
        # Tags were those of the library alone: the web server of before goes on reading this table.
        db_table = "ressources_sheettag"


class TagAlias(models.Model):
    """A word merged into a tag: typed again it gives the tag, and its address redirects there."""

    name = models.CharField("mot fusionné", max_length=100)
    key = models.CharField("mot sans majuscules", max_length=100, unique=True, editable=False)
    slug = models.SlugField("adresse", max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, verbose_name="mot-clé gardé", on_delete=models.CASCADE, related_name="aliases")
    merged_at = models.DateTimeField("fusionné le", default=timezone.now)
    merged_by = models.ForeignKey(
        "reseau.Member", verbose_name="fusionné par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "mot-clé fusionné"
        verbose_name_plural = "mots-clés fusionnés"
        ordering = [Folded("name")]
        db_table = "ressources_tagalias"

    def __str__(self) -> str:
        return self.name


def canonical_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the tags for these words: merged words are replaced, each tag comes once. One query."""
    names = list(names)
    names_by_key = {}
    if names:
        aliases = TagAlias.objects.filter(key__in=[name.casefold() for name in names])
        names_by_key = dict(aliases.values_list("key", "tag__name"))
    return sorted_tags(names_by_key.get(name.casefold(), name) for name in names)
