"""The library in the search: every published sheet, for its audience."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from wagtail.models import Page

from b2i.frameworks.models.framework import Domain, Framework, Skill
from b2i.frameworks.skill_facets import skill_facets
from reseau.enums import Audience
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.where_and_when import where_and_when
from reseau.texts.markdown.blocks import to_lines
from reseau.texts.tags.models import Tag, TagAlias
from reseau.texts.wording import day_in_full, minutes_in_words
from ressources.authoring.upkeep.models import Obsolescence
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.sheets.enums import Device, DurationBucket, GroupSize, InternetNeed, Level, PriorKnowledge
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import Step, WorkshopPage
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from search.questions.results.search_facets import closed_facet
from search.sources.documents import AttachedText, Document
from search.sources.registry import SearchSource

# At equal relevance the sheet most often run comes first: a bonus of five hundredths at most, from 20 times on.
MOST_TRUST, ENOUGH_TIMES = 0.05, 20


class SheetSource(SearchSource):
    """What all kinds share."""

    model: type[Sheet]
    card = "b2i/_themed_card.html"
    date_words = "publiée le"

    def queryset(self):
        files = Prefetch("attachments", Attachment.objects.read(), to_attr="read_attachments")
        pictures = Prefetch("pictures", Picture.objects.available(), to_attr="shown_pictures")
        sheets = self.model.objects.live().in_use().with_record()
        return sheets.prefetch_related(files, pictures, "tags__aliases").order_by("pk")

    def document(self, instance: Sheet) -> Document:
        content = instance.content_class.of_page(instance)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=content.title,
            summary=content.aim,
            body="\n".join(filter(None, [*map(to_lines, content.texts), *_picture_words(instance)])),
            keywords=(self.label, *self.words(instance), *_merged_words(instance)),
            tags=content.tags,
            attachments=tuple(AttachedText(file.name, file.text) for file in instance.read_attachments),
            facts=self.facts(instance),
            facets=self.facets(instance),
            date=instance.first_published_at and instance.first_published_at.date(),
            audience=frozenset({content.audience}),
            url=instance.get_absolute_url(),
            picture=next((picture.small_url for picture in instance.shown_pictures if picture.is_cover), ""),
        )

    def words(self, instance: Sheet) -> tuple[str, ...]:
        """Return the words that people type beside the subject, with the kind: « fiche tableur débutant »."""
        return ()

    def facts(self, instance: Sheet) -> tuple[str, ...]:
        reserved = ("réservée aux membres",) if instance.audience == Audience.MEMBER else ()
        return (*instance.in_short, *reserved)

    def facets(self, instance: Sheet) -> dict[str, tuple[str, ...]]:
        published_at = instance.first_published_at
        return {
            **skill_facets(instance.skills.all()),
            "territory": (instance.epm.commune.territory.name,),
            "epm": (instance.epm.name,),
            "year": (str(timezone.localdate(published_at).year),) if published_at else (),
        }

    def visible_to(self, user):
        return self.model.objects.visible_to(user).in_use()

    def related(self) -> dict:
        return {
            Attachment: "attachments",
            Obsolescence: "obsolescence",
            Picture: "pictures",
            WorkshopTag: "tagged_items",
            Tag: "tagged_items__tag",
            TagAlias: "tagged_items__tag__aliases",
            Skill: "skills",
            Domain: "skills__domain",
            Framework: "skills__domain__framework",
            EPM: "epm",
            Commune: "epm__commune",
            Territory: "epm__commune__territory",
        }


class WorkshopSource(SheetSource):
    kind = "sheet"
    label = "Fiche d’atelier"
    label_plural = "Fiches d’atelier"
    icon = "book-open"
    spoken = r"fiches?(?: d.ateliers?)?(?! de paie)"
    model = WorkshopPage
    weight = 1.2

    def words(self, instance: WorkshopPage) -> tuple[str, ...]:
        return (instance.get_level_display(),)

    def facets(self, instance: WorkshopPage) -> dict[str, tuple[str, ...]]:
        connection = InternetNeed.NEEDED if instance.needs_internet else InternetNeed.NONE
        return {
            **super().facets(instance),
            "level": (instance.level,),
            "duration": DurationBucket.holding(instance.duration),
            "minutes": (str(instance.duration // 15 * 15),),
            "group": GroupSize.within(instance.group_size),
            "connection": (connection.value,),
            "equipment": Device.named_in(instance.equipment),
            "prerequisites": (PriorKnowledge.told_by(instance.prerequisites).value,),
        }

    def related(self) -> dict:
        return {**super().related(), Step: "steps", DeliveryTally: "delivery_tally"}

    def facts(self, instance: WorkshopPage) -> tuple[str, ...]:
        """Return the facts, with the number of deliveries; field notes are for members, hence in no document."""
        tally = instance.tally
        connection = ("connexion nécessaire",) if instance.needs_internet else ()
        return (*super().facts(instance), *connection, *((str(tally),) if tally else ()))

    def weighted_document(self, instance: WorkshopPage) -> Document:
        document, tally = super().weighted_document(instance), instance.tally
        trust = MOST_TRUST * min(tally.times, ENOUGH_TIMES) / ENOUGH_TIMES if tally else 0
        return replace(document, weight=document.weight * (1 + trust))


class WatchSource(SheetSource):
    kind = "watch"
    label = "Veille"
    label_plural = "Veilles"
    icon = "newspaper"
    model = WatchPage
    weight = 0.8


class StorySource(SheetSource):
    kind = "story"
    label = "Récit de projet"
    label_plural = "Récits de projet"
    icon = "camera"
    spoken = r"recits? de projets?"
    model = StoryPage
    weight = 0.9
    date_words = "publié le"


class MediaSource(SheetSource):
    kind = "media"
    label = "Média"
    label_plural = "Médias"
    icon = "video"
    model = MediaPage
    weight = 0.9
    date_words = "publié le"

    def words(self, instance: MediaPage) -> tuple[str, ...]:
        return (instance.get_form_display(),)


class OpenWorkshopSource(SearchSource):
    """Workshops to come, public like their sheets; `changed_by_days` finds those whose day has passed."""

    kind = "open_workshop"
    label = "Atelier à venir"
    label_plural = "Ateliers à venir"
    icon = "calendar-days"
    model = OpenWorkshop
    title_field = "sheet__title"
    weight = 0.7

    def queryset(self) -> QuerySet[OpenWorkshop]:
        workshops = self.visible_to(AnonymousUser()).select_related("sheet", "epm__commune__territory")
        return workshops.prefetch_related("sheet__tags").order_by("pk")

    def visible_to(self, user) -> QuerySet[OpenWorkshop]:
        return OpenWorkshop.objects.visible_to(user).to_come()

    def document(self, instance: OpenWorkshop) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.sheet.title,
            summary=f"{day_in_full(instance.date).capitalize()}, {instance.hour}, {instance.place}",
            body=instance.note,
            keywords=(self.label, "atelier ouvert à tous", instance.epm.commune.name),
            tags=tuple(sorted(tag.name for tag in instance.sheet.tags.all())),
            facts=(minutes_in_words(instance.minutes),),
            facets={
                "territory": (instance.epm.commune.territory.name,),
                "epm": (instance.epm.name,),
                **where_and_when(communes=[instance.epm.commune], days=[instance.date]),
            },
            audience=frozenset({audience.PUBLIC}),
            url=instance.get_absolute_url(),
        )

    def related(self) -> dict:
        return {
            WorkshopPage: "sheet",
            # A sheet may be saved as what it inherits from: then only the signal of that is sent.
            Sheet: "sheet",
            Page: "sheet",
            WorkshopTag: "sheet__tagged_items",
            Tag: "sheet__tagged_items__tag",
            EPM: "epm",
            Commune: "epm__commune",
            Territory: "epm__commune__territory",
        }

    def changed_by_days(self, since: date, today: date) -> QuerySet:
        return OpenWorkshop.objects.filter(date__gte=since, date__lt=today).order_by().values_list("pk", flat=True)


def _picture_words(instance: Sheet) -> list[str]:
    return [picture.words for picture in instance.shown_pictures]


def _merged_words(sheet: Sheet) -> list[str]:
    """Return the merged words, so that a search for them finds the sheets of the kept tag."""
    return [alias.name for tag in sheet.tags.all() for alias in tag.aliases.all()]


SOURCES = (WorkshopSource(), WatchSource(), StorySource(), MediaSource(), OpenWorkshopSource())
FACETS = (
    closed_facet("level", "Niveau", 30, Level),
    closed_facet("duration", "Durée", 40, DurationBucket),
    closed_facet("group", "Groupe", 43, GroupSize),
    closed_facet("connection", "Connexion", 46, InternetNeed),
    closed_facet("equipment", "Matériel", 47, Device),
    closed_facet("prerequisites", "Prérequis", 48, PriorKnowledge),
)
