"""Search of the guide: an article for each task."""

from extranet.help.models import HelpArticle
from search.sources.documents import Document
from search.sources.registry import SearchSource, register


@register
class HelpSource(SearchSource):
    kind = "help"
    label = "Aide"
    label_plural = "Pages d’aide"
    icon = "circle-help"
    model = HelpArticle
    # What people look for is a sheet, a place, a date; how the site works comes after.
    weight = 0.3
    key_field = "slug"

    def queryset(self):
        return HelpArticle.objects.all()

    def document(self, instance: HelpArticle) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({instance.audience}),
            summary=instance.lead,
            body=instance.text,
            # « aide carte » : people type the kind among their words.
            keywords=(self.label,),
            facts=(instance.section,),
        )

    def visible_to(self, user):
        return HelpArticle.objects.visible_to(user)
