"""What the search knows of the library: every published sheet, for its audience."""

from django.db.models import Prefetch
from django.utils import timezone

from b2i.models import Domain, Framework, Skill
from b2i.search import skill_facets
from reseau.enums import Audience
from reseau.models import EPM, Commune, Territory
from reseau.wording import minutes_in_words
from ressources.content import WorkshopContent
from ressources.enums import DurationBucket, Level
from ressources.models import Attachment, Obsolescence, SheetTag, Step, WorkshopPage, WorkshopTag
from search.documents import Attachment as AttachedText
from search.documents import Document
from search.facets import closed_facet, declare
from search.registry import SearchSource, register


@register
class SheetSource(SearchSource):
    kind = "sheet"
    label = "Fiche d’atelier"
    label_plural = "Fiches d’atelier"
    model = WorkshopPage
    weight = 1.2
    card = "b2i/_themed_card.html"
    date_words = "publiée le"

    def queryset(self):
        files = Prefetch("attachments", Attachment.objects.read(), to_attr="read_attachments")
        return WorkshopPage.objects.live().in_use().with_record().prefetch_related(files).order_by("pk")

    def document(self, instance: WorkshopPage) -> Document:
        content = WorkshopContent.of_page(instance)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=content.title,
            summary=content.aim,
            # « fiche tableur débutant » : the kind and the level are among the words that people type.
            body="\n".join(filter(None, content.texts)),
            keywords=(self.label, instance.get_level_display()),
            tags=content.tags,
            attachments=tuple(AttachedText(file.name, file.text) for file in instance.read_attachments),
            facts=_facts(instance),
            facets=_facets(instance),
            date=instance.first_published_at and instance.first_published_at.date(),
            audience=frozenset({content.audience}),
            url=instance.get_absolute_url(),
        )

    def visible_to(self, user):
        return WorkshopPage.objects.visible_to(user).in_use()

    def related(self) -> dict:
        return {
            Step: "steps",
            Attachment: "attachments",
            Obsolescence: "obsolescence",
            WorkshopTag: "tagged_items",
            SheetTag: "tagged_items__tag",
            Skill: "skills",
            Domain: "skills__domain",
            Framework: "skills__domain__framework",
            EPM: "epm",
            Commune: "epm__commune",
            Territory: "epm__commune__territory",
        }


def _facts(sheet: WorkshopPage) -> tuple[str, ...]:
    group = f"{sheet.group_size}\u00a0participant{'s' if sheet.group_size > 1 else ''} au plus"
    facts = [sheet.get_level_display(), minutes_in_words(sheet.duration), group]
    if not sheet.needs_internet:
        facts.append("sans Internet")
    if sheet.audience == Audience.MEMBER:
        facts.append("réservée aux membres")
    return tuple(facts)


def _facets(sheet: WorkshopPage) -> dict[str, tuple[str, ...]]:
    published = sheet.first_published_at
    return {
        **skill_facets(sheet.skills.all()),
        "level": (sheet.level,),
        "duration": DurationBucket.holding(sheet.duration),
        "territory": (sheet.epm.commune.territory.name,),
        "epm": (sheet.epm.name,),
        "year": (str(timezone.localdate(published).year),) if published else (),
    }


declare(closed_facet("level", "Niveau", 30, Level))
declare(closed_facet("duration", "Durée", 40, DurationBucket))
