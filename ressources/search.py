"""What the search knows of the library: every published sheet, for its audience."""

from django.db.models import Prefetch

from b2i.models import Domain, Skill
from reseau.models import EPM, Commune, Territory
from ressources.content import SheetContent
from ressources.enums import DurationBucket
from ressources.models import Attachment, SheetTag, Step, WorkshopPage, WorkshopTag
from search.documents import Attachment as AttachedText
from search.documents import Document
from search.registry import SearchSource, register


@register
class SheetSource(SearchSource):
    kind = "sheet"
    label = "Fiche d’atelier"
    label_plural = "Fiches d’atelier"
    model = WorkshopPage
    weight = 1.2

    def queryset(self):
        files = Prefetch("attachments", Attachment.objects.read(), to_attr="read_attachments")
        return WorkshopPage.objects.live().with_record().prefetch_related(files).order_by("pk")

    def document(self, instance: WorkshopPage) -> Document:
        content = SheetContent.of_page(instance)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=content.title,
            summary=content.aim,
            body=_body(content),
            tags=content.tags,
            attachments=tuple(AttachedText(file.name, file.text) for file in instance.read_attachments),
            facets=_facets(instance),
            date=instance.first_published_at and instance.first_published_at.date(),
            audience=frozenset({content.audience}),
            url=instance.get_absolute_url(),
        )

    def visible_to(self, user):
        return WorkshopPage.objects.visible_to(user)

    def related(self) -> dict:
        return {
            Step: "steps",
            Attachment: "attachments",
            WorkshopTag: "tagged_items",
            SheetTag: "tagged_items__tag",
            Skill: "skills",
            Domain: "skills__domain",
            EPM: "epm",
            Commune: "epm__commune",
            Territory: "epm__commune__territory",
        }


def _body(content: SheetContent) -> str:
    steps = [text for step in content.steps for text in (step.title, step.animator, step.learners)]
    return "\n".join(
        text for text in (content.introduction, *steps, content.tips, content.takeaways, content.equipment) if text
    )


def _facets(sheet: WorkshopPage) -> dict[str, tuple[str, ...]]:
    return {
        "skill": tuple(skill.code for skill in sheet.skills.all()),
        "domain": tuple(domain.code for domain in sheet.domains),
        "level": (sheet.level,),
        "territory": (sheet.epm.commune.territory.name,),
        "epm": (sheet.epm.name,),
        "audience": (sheet.audience,),
        "duration": DurationBucket.holding(sheet.duration),
    }
