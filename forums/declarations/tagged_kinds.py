"""Topics among what bears the tags of the site."""

from django.db.models import QuerySet
from django.urls import reverse

from forums.threads.tags.models import links_seen_by
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import TaggedKind
from reseau.texts.wording import counted


class Topics(TaggedKind):
    def links(self, user) -> QuerySet:
        return links_seen_by(user)

    def counted(self, count: int) -> str:
        return f"{counted(count, 'sujet')} des forums"

    def url(self, tag: Tag) -> str:
        return reverse("forums:index", query={"mot": tag.slug})


KINDS = (Topics(),)
