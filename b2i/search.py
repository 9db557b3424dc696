"""What the search finds of skills: the skills of the frameworks, public. Nothing of learners and records is indexed."""

from b2i.models import Domain, Element, Framework, Skill
from reseau import audience
from search.documents import Document
from search.registry import SearchSource, register


@register
class SkillSource(SearchSource):
    kind = "skill"
    label = "Compétence"
    label_plural = "Compétences"
    model = Skill
    weight = 0.7
    title_field = "wording"

    def queryset(self):
        return Skill.objects.select_related("domain__framework").prefetch_related("elements")

    def document(self, instance: Skill) -> Document:
        framework = instance.domain.framework
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=str(instance),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.plain_wording or f"{framework.name}, {instance.domain.name}",
            body="\n".join([framework.name, instance.domain.name, *(each.wording for each in instance.elements.all())]),
            facets={"framework": (framework.name,)},
        )

    def visible_to(self, user):
        return Skill.objects.all()

    def related(self) -> dict:
        return {Domain: "domain", Framework: "domain__framework", Element: "elements"}
