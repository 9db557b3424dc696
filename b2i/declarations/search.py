"""Search of skills, which are public. Nothing about learners and records is indexed.

It also declares the facets of anything related to skills: the skill, and its domain of the B2i as a theme.
"""

from collections.abc import Iterable

from django.db.models import QuerySet, Value

from b2i.frameworks.models.framework import Domain, Element, Framework, Skill
from b2i.frameworks.skill_facets import skill_facets
from reseau.places import audience
from reseau.web.queries.compiled_query import CompiledQuery
from search.questions.results.search_facets import SearchFacet
from search.sources.documents import Document
from search.sources.registry import SearchSource


class SkillSource(SearchSource):
    kind = "skill"
    label = "Compétence"
    label_plural = "Compétences"
    icon = "notebook-pen"
    model = Skill
    weight = 0.7
    title_field = "wording"
    card = "b2i/_themed_card.html"

    def queryset(self):
        return Skill.objects.select_related("domain__framework").prefetch_related("elements")

    def document(self, instance: Skill) -> Document:
        framework = instance.domain.framework
        framework_and_domain = f"{framework.name}, {instance.domain.name}"
        wordings = [element.wording for element in instance.elements.all()]
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=str(instance),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.plain_wording or framework_and_domain,
            # People type « compétence D1.2 »: the kind is a keyword.
            body="\n".join([framework.name, instance.domain.name, *wordings]),
            keywords=(self.label,),
            facts=(framework_and_domain,),
            facets={"framework": (framework.name,), **skill_facets([instance])},
        )

    def visible_to(self, user):
        return Skill.objects.all()

    def related(self) -> dict:
        return {Domain: "domain", Framework: "domain__framework", Element: "elements"}


def named(codes: tuple[str, ...]) -> QuerySet:
    """Return the domains of the records’ framework and the skills of all that have one of these codes."""
    base = "framework__is_record_base", "framework__slug", "framework__name"
    domains = Domain.objects.filter(framework__is_record_base=True, code__in=codes).order_by()
    skills = Skill.objects.filter(code__in=codes).order_by()
    return domains.values_list(Value(1), *base, "code", "name").union(
        skills.values_list(Value(0), *(f"domain__{name}" for name in base), "code", "wording"), all=True
    )


NAMED = CompiledQuery(named)
CODES_AT_ONCE = 16


def _facet_labels(values: Iterable[str]) -> dict[str, str]:
    """Return the labels of themes and skills by value. One query."""
    codes = sorted({value.rpartition(" ")[2] for value in values})
    # With some that nothing bears, so that the query has few shapes.
    codes += [f" {rank}" for rank in range(-len(codes) % CODES_AT_ONCE)]
    labels = {}
    for is_domain, is_base, slug, framework, code, name in NAMED.rows(codes=tuple(codes)):
        if is_domain:
            labels[code] = f"{code} – {name}"
        elif is_base:
            labels[code] = f"{code} {name}"
        else:
            labels[f"{slug} {code}"] = f"{code} {name} ({framework})"
    return labels


SOURCES = (SkillSource(),)
FACETS = (
    SearchFacet("theme", "Domaine du B2i", 20, _facet_labels, rank=str),
    SearchFacet("skill", "Compétence", 80, _facet_labels),
    SearchFacet("framework", "Référentiel", 120),
)
