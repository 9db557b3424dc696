"""The parts of each kind of sheet: their labels, in the order of the form, and their nature."""

from dataclasses import dataclass

from django.db.models import TextChoices

from reseau.enums import Audience
from ressources.sheets.enums import Level, Licence, MediaFormat, PartNature


@dataclass(frozen=True, slots=True)
class Part:
    """A part. `name`: field of the content; `choices`: labels of its values, if it is a choice."""

    name: str
    label: str
    nature: PartNature
    choices: type[TextChoices] | None = None


TITLE = Part("title", "Titre", PartNature.LINE)
CLASSIFICATION = (
    Part("skills", "Compétences du B2i", PartNature.SET),
    Part("tags", "Mots-clés", PartNature.SET),
    Part("audience", "Visible par", PartNature.CHOICE, Audience),
    Part("licence", "Licence", PartNature.CHOICE, Licence),
)
SHEET_PARTS = (TITLE, Part("aim", "En une phrase", PartNature.LINE), *CLASSIFICATION)
WORKSHOP_PARTS = (
    TITLE,
    Part("aim", "Objectif", PartNature.LINE),
    Part("introduction", "Pourquoi cet atelier", PartNature.TEXT),
    Part("learners", "Pour qui", PartNature.LINE),
    Part("level", "Niveau", PartNature.CHOICE, Level),
    Part("group_size", "Personnes au plus", PartNature.CHOICE),
    Part("needs_internet", "Il faut une connexion à Internet", PartNature.CHOICE),
    Part("announced", "Durée annoncée, en minutes", PartNature.CHOICE),
    Part("prerequisites", "Prérequis", PartNature.LINE),
    Part("equipment", "Matériel", PartNature.TEXT),
    Part("steps", "Déroulé", PartNature.STEPS),
    Part("tips", "Conseils et variantes", PartNature.TEXT),
    Part("takeaways", "À retenir", PartNature.TEXT),
    Part("sources", "Sources des faits", PartNature.TEXT),
    Part("screens", "Écrans montrés", PartNature.LINE),
    *CLASSIFICATION,
)
WATCH_PARTS = (
    TITLE,
    Part("aim", "En une phrase", PartNature.LINE),
    Part("link", "Adresse de la page", PartNature.CHOICE),
    Part("source", "Source", PartNature.LINE),
    Part("published_on", "Publié le", PartNature.CHOICE),
    Part("why", "Pourquoi cela compte dans un EPM", PartNature.TEXT),
    *CLASSIFICATION,
)
STORY_PARTS = (
    TITLE,
    Part("aim", "En une phrase", PartNature.LINE),
    Part("period", "Quand", PartNature.LINE),
    Part("story", "Ce que nous avons mis en place", PartNature.TEXT),
    Part("partners", "Avec qui", PartNature.LINE),
    Part("cost", "Combien cela a coûté", PartNature.LINE),
    Part("result", "Ce que cela a donné", PartNature.TEXT),
    Part("advice", "Si c’était à refaire", PartNature.TEXT),
    *CLASSIFICATION,
)
MEDIA_PARTS = (
    TITLE,
    Part("aim", "En une phrase", PartNature.LINE),
    Part("form", "Forme", PartNature.CHOICE, MediaFormat),
    Part("link", "Adresse", PartNature.CHOICE),
    Part("minutes", "Durée en minutes", PartNature.CHOICE),
    Part("description", "Ce que l’on y trouve", PartNature.TEXT),
    Part("credits", "Auteurs et licence d’origine", PartNature.LINE),
    *CLASSIFICATION,
)
