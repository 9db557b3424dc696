"""Tags of sheets, separate from the other word lists of the site, and merged tags."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, NaturalKeyManager, TagBase
from wagtail.admin.forms import WagtailAdminPageForm

from reseau import audience
from reseau.french_order import Folded
from reseau.members.models.member import Member
from ressources.sheets.content import sorted_tags


class SheetTagQuerySet(models.QuerySet):
    def with_counts(self):
        """Fill `online`, the number of sheets of the library with the tag."""
        return self.annotate(online=Count("tagged_sheets", filter=Q(tagged_sheets__content_object__live=True)))


class SheetTag(TagBase):
    """A tag of the library; its own list, so that the words of the forums stay out of it."""

    free_tagging = True

    objects = NaturalKeyManager.from_queryset(SheetTagQuerySet)()

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"


class WorkshopTag(ItemBase):
    tag = models.ForeignKey(SheetTag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_sheets")
    content_object = ParentalKey("ressources.Sheet", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une fiche"
        verbose_name_plural = "mots-clés des fiches"


class TagAliasQuerySet(models.QuerySet):
    def leading(self, user):
        """Return the aliases whose tag `user` finds on a sheet, and whose address is not that of a tag again."""
        links = WorkshopTag.objects.filter(tag=OuterRef("tag"), content_object__live=True)
        visible_links = links.filter(content_object__audience__in=audience.tokens_of(user))
        tags_at_address = SheetTag.objects.filter(slug=OuterRef("slug"))
        return self.filter(Exists(visible_links), ~Exists(tags_at_address))


class TagAlias(models.Model):
    """A word merged into a tag: typed again it gives the tag, and its address redirects there."""

    name = models.CharField("mot fusionné", max_length=100)
    key = models.CharField("mot sans majuscules", max_length=100, unique=True, editable=False)
    slug = models.SlugField("adresse", max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(SheetTag, verbose_name="mot-clé gardé", on_delete=models.CASCADE, related_name="aliases")
    merged_at = models.DateTimeField("fusionné le", default=timezone.now)
    merged_by = models.ForeignKey(
        Member, verbose_name="fusionné par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TagAliasQuerySet.as_manager()

    class Meta:
        verbose_name = "mot-clé fusionné"
        verbose_name_plural = "mots-clés fusionnés"
        ordering = [Folded("name")]

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


def current_names(names: Iterable[str], user) -> dict[str, str]:
    """Return the merged words among these → the tag that `user` finds instead. One query."""
    by_key = {name.casefold(): name for name in names}
    aliases = TagAlias.objects.leading(user).filter(key__in=by_key)
    return {by_key[key]: name for key, name in aliases.values_list("key", "tag__name")}


class SheetEditorForm(WagtailAdminPageForm):
    """The form of a sheet in Wagtail's editor: a word that was merged becomes the tag that was kept."""

    def clean_tags(self) -> list[str]:
        return list(canonical_names(self.cleaned_data["tags"]))
