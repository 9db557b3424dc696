"""Closed lists of heritage places. The values stand in addresses: `/patrimoine/?theme=eau`."""

from django.db import models

from ressources.sheets.enums import Licence


class HeritagePeriod(models.TextChoices):
    PREHISTORY = "prehistoire", "Préhistoire"
    ANTIQUITY = "antiquite", "Antiquité"
    MIDDLE_AGES = "moyen-age", "Moyen Âge"
    MODERN = "temps-modernes", "XVIᵉ – XVIIIᵉ siècle"
    NINETEENTH = "xixe", "XIXᵉ siècle"
    TWENTIETH = "xxe", "XXᵉ siècle"
    TODAY = "aujourd-hui", "Aujourd’hui"
    UNDATED = "sans-date", "Non daté"


class HeritageTheme(models.TextChoices):
    DWELLING = "habitat", "Maisons, châteaux, rues"
    WORSHIP = "culte", "Églises, chapelles, croix"
    RURAL = "rural", "Petit patrimoine rural"
    WATER = "eau", "Ponts, moulins, fontaines"
    NATURE = "nature", "Nature, paysages"
    CRAFT = "metiers", "Métiers, savoir-faire"
    MEMORY = "memoire", "Mémoire, récits"


class HeritageState(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "À relire"
    PUBLISHED = "published", "Publiée"
    WITHDRAWN = "withdrawn", "Retirée"

    @property
    def tone(self) -> str:
        """Return the class of its label."""
        return {self.PUBLISHED: "good", self.SUBMITTED: "warning"}.get(self, "")


class NamedPeople(models.TextChoices):
    """What its author says of the inhabitants and learners whom a text names. Without agreement, no name."""

    NOBODY = "nobody", "Le texte ne nomme aucun habitant, aucun apprenant"
    AGREED = "agreed", "Les personnes nommées sont d’accord, et leur accord est noté ici"


# The text of a record goes to open data: others must be able to reuse it.
OPEN_LICENCES = (Licence.BY_SA, Licence.BY, Licence.CC0, Licence.OPEN)
TEXT_LICENCES = [(licence.value, licence.choice) for licence in OPEN_LICENCES]
