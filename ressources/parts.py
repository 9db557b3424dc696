"""The parts of a sheet: their names, in the words and in the order of its form, and the nature of each."""

from dataclasses import dataclass

from ressources.enums import PartNature


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is the field of the content (`ressources.content`) that holds it."""

    name: str
    label: str
    nature: PartNature


WORKSHOP_PARTS = (
    Part("title", "Titre", PartNature.LINE),
    Part("aim", "Objectif", PartNature.LINE),
    Part("introduction", "Pourquoi cet atelier", PartNature.TEXT),
    Part("learners", "Pour qui", PartNature.LINE),
    Part("level", "Niveau", PartNature.CHOICE),
    Part("group_size", "Participants au plus", PartNature.CHOICE),
    Part("needs_internet", "Il faut une connexion à Internet", PartNature.CHOICE),
    Part("prerequisites", "Prérequis", PartNature.LINE),
    Part("equipment", "Matériel", PartNature.TEXT),
    Part("steps", "Déroulé", PartNature.STEPS),
    Part("tips", "Conseils et variantes", PartNature.TEXT),
    Part("takeaways", "À retenir, pour l’apprenant", PartNature.TEXT),
    Part("skills", "Compétences du B2i", PartNature.SET),
    Part("tags", "Mots-clés", PartNature.SET),
    Part("audience", "Visible par", PartNature.CHOICE),
    Part("licence", "Licence", PartNature.CHOICE),
)
