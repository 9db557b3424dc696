"""Sheets among what bears the tags of the site."""

from django.db.models import QuerySet
from django.urls import reverse

from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import TaggedKind
from ressources.sheets.models.tag import links_seen_by


class Sheets(TaggedKind):
    def links(self, user) -> QuerySet:
        return links_seen_by(user)

    def counted(self, count: int) -> str:
        return f"{count}\u00a0fiche{'s' if count > 1 else ''}"

    def url(self, tag: Tag) -> str:
        return reverse("ressources:library", query={"motcle": tag.slug})


KINDS = (Sheets(),)
