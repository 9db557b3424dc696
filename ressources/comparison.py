"""Two texts of the same sheet side by side: what the other one says where it is not what mine says."""

from dataclasses import dataclass

from b2i.models import Skill
from reseau.enums import Audience
from ressources.content import SheetContent

LABELS = {
    "title": "Titre",
    "aim": "Objectif",
    "introduction": "Pourquoi cet atelier",
    "learners": "Pour qui",
    "level": "Niveau",
    "group_size": "Participants au plus",
    "needs_internet": "Il faut une connexion à Internet",
    "prerequisites": "Prérequis",
    "equipment": "Matériel",
    "steps": "Déroulé",
    "tips": "Conseils et variantes",
    "takeaways": "À retenir, pour l’apprenant",
    "skills": "Compétences du B2i",
    "tags": "Mots-clés",
    "audience": "Visible par",
    "licence": "Licence",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`text` is what the other version says; empty when it says nothing there."""

    label: str
    text: str


def differences(mine: SheetContent, theirs: SheetContent) -> list[Difference]:
    return [
        Difference(label, _readable(theirs, name))
        for name, label in LABELS.items()
        if getattr(mine, name) != getattr(theirs, name)
    ]


def _readable(content: SheetContent, name: str) -> str:
    value = getattr(content, name)
    match name:
        case "level":
            return content.level_label
        case "audience":
            return Audience(value).label
        case "licence":
            return content.terms.label
        case "needs_internet":
            return "Oui" if value else "Non"
        case "steps":
            return "\n\n".join(str(step) for step in value)
        case "tags":
            return ", ".join(value)
        case "skills":
            return "\n".join(str(skill) for skill in Skill.objects.filter(pk__in=value))
    return "" if value is None else str(value)
