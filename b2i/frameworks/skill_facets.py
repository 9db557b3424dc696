"""Values of the facets of whatever is about skills: the skills, and their domains of the B2i as themes."""

from collections.abc import Iterable

from b2i.frameworks.models.framework import Skill


def skill_facets(skills: Iterable[Skill]) -> dict[str, tuple[str, ...]]:
    """Return the values of facets `theme` and `skill` for `skills`, whose domain and framework are joined."""
    skills = list(skills)
    themes = {skill.domain.code for skill in skills if skill.domain.framework.is_record_base}
    return {"theme": tuple(sorted(themes)), "skill": tuple(sorted(map(facet_value, skills)))}


def facet_value(skill: Skill) -> str:
    """Return « D1.2 » for the framework of records, « pix-crcn 1.1 » for others, as codes are not unique."""
    framework = skill.domain.framework
    return skill.code if framework.is_record_base else f"{framework.slug} {skill.code}"
