"""The framework in use as a file to change: whoever prepares a new version begins with it."""

from typing import Any

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.framework import Domain, Framework, Skill


def version_template(framework: Framework) -> dict[str, Any]:
    """Return the framework in use as a file to change: without a name, each skill answering to itself. Four queries."""
    domains = framework.domains.prefetch_related("skills__elements", "skills__can_dos")
    return {
        "identifiant": "",
        "titre": framework.name,
        "version": "",
        "publie_le": None,
        "source": "",
        "avertissement": "",
        "domaines": [_domain_tree(domain) for domain in domains],
        "origine_correspondances": "",
        "correspondances": {
            skill.code: {skill.code: MatchDegree.EXACT.value} for domain in domains for skill in domain.skills.all()
        },
    }


def _domain_tree(domain: Domain) -> dict[str, Any]:
    return {
        "code": domain.code,
        "nom": domain.name,
        "objectif": domain.aim,
        "mots_simples": domain.plain_name,
        "deux_mots": domain.short_name,
        "seuil_validation": {"minimum_calcule": domain.threshold} if domain.threshold else None,
        "competences": [_skill_tree(skill) for skill in domain.skills.all()],
    }


def _skill_tree(skill: Skill) -> dict[str, Any]:
    return {
        "code": skill.code,
        "libelle_affichage": skill.wording,
        "libelle_officiel": skill.official_wording,
        "quelques_mots": skill.short_name,
        "phrases": [can_do.text for can_do in skill.can_dos.all() if can_do.is_current],
        "elements": [
            {
                "code": element.code,
                "libelle": element.wording,
                "source": element.source,
                "verified": element.is_verified,
            }
            for element in skill.elements.all()
        ],
    }
