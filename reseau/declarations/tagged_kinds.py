"""Members among what bears the tags of the site: those who can teach something."""

from django.db.models import QuerySet
from django.urls import reverse

from reseau.people.profiles.directory import KNOWS
from reseau.people.profiles.models import KnowHow
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import TaggedKind
from reseau.texts.wording import counted


class KnowingMembers(TaggedKind):
    def links(self, user) -> QuerySet:
        return KnowHow.objects.visible_to(user)

    def counted(self, count: int) -> str:
        return f"{counted(count, 'membre')} du réseau"

    def url(self, tag: Tag) -> str:
        return reverse("reseau:members", query={KNOWS: tag.slug})


KINDS = (KnowingMembers(),)
