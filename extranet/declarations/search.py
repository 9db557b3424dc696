"""Search of what the coordination writes: the guide, an article for each task, the news, the presentation pages."""

from wagtail.rich_text import get_text_for_indexing

from extranet.interface.help.models import HelpArticle
from extranet.public.pages.models.news import NewsPage
from extranet.public.presentation.models import PresentationPage
from reseau.enums import Audience
from search.sources.documents import Document
from search.sources.registry import SearchSource


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


class NewsSource(SearchSource):
    kind = "news"
    label = "Actualité"
    label_plural = "Actualités"
    icon = "bell"
    model = NewsPage
    # News pass: what lasts comes first.
    weight = 0.5
    date_words = "du"

    def queryset(self):
        return NewsPage.objects.live().order_by("pk")

    def document(self, instance: NewsPage) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({Audience.PUBLIC}),
            summary=instance.summary,
            body=get_text_for_indexing(instance.body),
            keywords=(self.label,),
            date=instance.day,
        )

    def visible_to(self, user):
        return NewsPage.objects.visible_to(user)


class PresentationSource(SearchSource):
    kind = "page"
    label = "Page du réseau"
    label_plural = "Pages du réseau"
    icon = "users"
    model = PresentationPage
    # People look for help before they look for who gives it.
    weight = 0.6

    def queryset(self):
        return PresentationPage.objects.live().order_by("pk")

    def document(self, instance: PresentationPage) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({Audience.PUBLIC}),
            summary=instance.lead,
            body="\n".join(PresentationPage.parts.field.get_searchable_content(instance.parts)),
            keywords=(self.label,),
        )

    def visible_to(self, user):
        return PresentationPage.objects.visible_to(user)


SOURCES = (HelpSource(), NewsSource(), PresentationSource())
