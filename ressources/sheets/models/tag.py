"""Tags of sheets: which ones, how many sheets have each, where a merged word leads in the library."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.forms import WagtailAdminPageForm

from reseau.places import audience
from reseau.texts.tags.models import Tag, TagAlias, canonical_names


class WorkshopTag(ItemBase):
    tag = models.ForeignKey(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_sheets")
    content_object = ParentalKey("ressources.Sheet", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "mot-clé d’une fiche"
        verbose_name_plural = "mots-clés des fiches"


def tags_with_counts() -> QuerySet[Tag]:
    """Return all tags with `online`, their sheets of the library, `in_forums`, their topics, and `uses`, both."""
    online = Count("tagged_sheets", filter=Q(tagged_sheets__content_object__live=True), distinct=True)
    topics = Count("tagged_topics", distinct=True)
    return Tag.objects.annotate(online=online, in_forums=topics, uses=online + topics)


def links_seen_by(user) -> QuerySet[WorkshopTag]:
    """Return the tags of the sheets that `user` finds in the library."""
    return WorkshopTag.objects.filter(content_object__live=True, content_object__audience__in=audience.tokens_of(user))


def leading_aliases(user) -> QuerySet[TagAlias]:
    """Return the aliases whose tag `user` finds on a sheet, and whose address is not that of a tag again."""
    links = links_seen_by(user).filter(tag=OuterRef("tag"))
    tags_at_address = Tag.objects.filter(slug=OuterRef("slug"))
    return TagAlias.objects.filter(Exists(links), ~Exists(tags_at_address))


class SheetEditorForm(WagtailAdminPageForm):
    """The form of a sheet in Wagtail's editor: a word that was merged becomes the tag that was kept."""

    def clean_tags(self) -> list[str]:
        return list(canonical_names(self.cleaned_data["tags"]))
