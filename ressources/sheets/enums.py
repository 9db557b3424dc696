"""Closed lists that several concepts of the library share."""

import re
from enum import Enum

from django.db import models

from reseau.texts.accent_folding import fold


class SheetKind(models.TextChoices):
    """The kinds of sheets, as the library filters them and as the addresses of their forms name them."""

    WORKSHOP = "atelier", "Fiche d’atelier"
    WATCH = "veille", "Veille"
    STORY = "recit", "Récit de projet"
    MEDIA = "media", "Média"

    @property
    def others(self) -> list["SheetKind"]:
        return [kind for kind in SheetKind if kind is not self]

    @property
    def proposal(self) -> str:
        """Title of the form of a new one."""
        return {
            self.WATCH: "Partager une veille",
            self.STORY: "Raconter un projet",
            self.MEDIA: "Partager un média",
        }.get(self, "Proposer une fiche d’atelier")

    @property
    def invitation(self) -> str:
        """What the form of a new one asks for, in a sentence."""
        return {
            self.WATCH: "Une page lue ailleurs qui servira à vos collègues\u00a0: son adresse, et pourquoi.",
            self.STORY: "Ce que votre EPM a mis en place, avec qui, pour combien, et ce que cela a donné.",
            self.MEDIA: "Un document, une vidéo, un diaporama prêts à montrer\u00a0: le fichier ou son adresse.",
        }.get(
            self,
            "Écrivez ce qu’il faut savoir pour animer votre atelier demain matin. Un titre suffit pour "
            "commencer\u00a0: vous reviendrez quand vous voudrez.",
        )


class MediaFormat(models.TextChoices):
    DOCUMENT = "document", "Document"
    SLIDES = "diaporama", "Diaporama prêt à montrer"
    VIDEO = "video", "Vidéo"
    SOUND = "son", "Son, balado"
    SOFTWARE = "logiciel", "Logiciel, jeu en ligne"

    @property
    def action(self) -> str:
        """What the button that leads to it says."""
        return {
            self.SLIDES: "Ouvrir le diaporama",
            self.VIDEO: "Voir la vidéo",
            self.SOUND: "Écouter",
            self.SOFTWARE: "Ouvrir le jeu ou le logiciel",
        }.get(self, "Ouvrir le document")


class Level(models.TextChoices):
    FIRST_STEPS = "grand_debutant", "Grand débutant"
    BEGINNER = "debutant", "Débutant"
    INTERMEDIATE = "intermediaire", "Intermédiaire"
    CONFIRMED = "confirme", "Confirmé"


class DurationBucket(models.TextChoices):
    """The time that an animator has: a sheet of 45 minutes fits in an hour and in two."""

    HOUR = "60", "1 h ou moins"
    HOUR_AND_HALF = "90", "1 h 30 ou moins"
    TWO_HOURS = "120", "2 h ou moins"
    LONGER = "long", "Plus de 2 h"

    @classmethod
    def _limits(cls) -> list["DurationBucket"]:
        return [bucket for bucket in cls if bucket is not cls.LONGER]

    @property
    def condition(self) -> models.Q:
        """Condition on plain sheets; only workshops have a duration."""
        minutes = "workshoppage__duration"
        if self is DurationBucket.LONGER:
            return models.Q(**{f"{minutes}__gt": int(DurationBucket.TWO_HOURS)})
        return models.Q(**{f"{minutes}__lte": int(self.value)})

    @classmethod
    def holding(cls, minutes: int) -> tuple[str, ...]:
        """Return every bucket that a workshop of so many minutes belongs to."""
        return tuple(bucket.value for bucket in cls._limits() if minutes <= int(bucket)) or (cls.LONGER.value,)

    @classmethod
    def smallest(cls, minutes: int) -> "DurationBucket":
        """Return the first bucket that holds a workshop of so many minutes."""
        return cls(cls.holding(minutes)[0])


class GroupSize(models.TextChoices):
    """The people whom an animator expects: a sheet for ten is one for six."""

    FOUR = "4", "Pour 4 personnes"
    SIX = "6", "Pour 6 personnes"
    EIGHT = "8", "Pour 8 personnes"
    TEN = "10", "Pour 10 personnes"
    TWELVE = "12", "Pour 12 personnes"
    MANY = "15", "Pour 15 personnes et plus"

    @classmethod
    def within(cls, most: int) -> tuple[str, ...]:
        """Return the groups that a workshop for at most so many people can receive."""
        return tuple(size.value for size in cls if int(size) <= most)

    @classmethod
    def at_least(cls, people: int) -> "GroupSize":
        """Return the smallest group that has room for so many people."""
        return next((size for size in cls if int(size) >= people), cls.MANY)


class InternetNeed(models.TextChoices):
    NEEDED = "avec", "Connexion nécessaire"
    NONE = "sans", "Sans Internet"


class Device(models.TextChoices):
    """What has to be there to run a workshop, as it is read in the list of its equipment."""

    COMPUTER = "ordinateur", "Ordinateurs"
    TABLET = "tablette", "Tablettes"
    PHONE = "telephone", "Téléphones"
    PRINTER = "imprimante", "Imprimante"
    PROJECTOR = "videoprojecteur", "Vidéoprojecteur"
    NONE = "aucun", "Sans appareil"

    @classmethod
    def named_in(cls, equipment: str) -> tuple[str, ...]:
        """Return the values of the devices that a list of equipment names, else that of none."""
        folded = fold(equipment)
        return tuple(device.value for device in cls if device.is_named_in(folded)) or (cls.NONE.value,)

    def is_named_in(self, folded: str) -> bool:
        pattern = {
            "ordinateur": r"\b(ordinateurs?|postes?|pc|claviers?)\b",
            "tablette": r"\b(tablettes?|ipads?)\b",
            "telephone": r"\b(smartphones?|telephones?|iphones?)\b",
            "imprimante": r"\bimprimantes?\b",
            "videoprojecteur": r"\bvideo-?projecteurs?\b",
        }.get(self.value)
        return bool(pattern and re.search(pattern, folded))


class PriorKnowledge(models.TextChoices):
    NONE = "aucun", "Sans prérequis"
    SOME = "requis", "Avec prérequis"

    @classmethod
    def told_by(cls, prerequisites: str) -> "PriorKnowledge":
        return cls.NONE if re.match(r"\s*$|(aucune?|rien|neant|sans)\b", fold(prerequisites)) else cls.SOME


class SheetState(models.TextChoices):
    """The state of a sheet for its author; computed from the page and its review (`Sheet.state`)."""

    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "En relecture"
    CHANGES_ASKED = "changes_asked", "Modifications demandées"
    PUBLISHED = "published", "Publiée"
    ARCHIVED = "archived", "Retirée"

    @property
    def mark(self) -> str:
        """Class of the state's label in the style sheet."""
        return {"published": "good", "submitted": "wait", "changes_asked": "bad"}.get(self.value, "")


class Licence(models.TextChoices):
    """What others may do with a sheet, explained in one line each."""

    BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    BY = "cc-by", "CC BY 4.0"
    CC0 = "cc0", "CC0 1.0"
    OPEN = "ouverte", "Licence Ouverte 2.0"
    RESERVED = "reserves", "Tous droits réservés, usage dans le réseau"

    @property
    def means(self) -> str:
        """What the licence allows, for readers of the sheet."""
        permission = "vous pouvez la reprendre et l’adapter"
        return {
            self.BY_SA: f"{permission}, en citant ses auteurs et en partageant de la même façon",
            self.BY: f"{permission}, en citant ses auteurs",
            self.CC0: f"{permission} sans condition",
            self.OPEN: f"{permission}, en citant sa source et sa date",
            self.RESERVED: "vous pouvez l’animer et l’imprimer dans le réseau, ni l’adapter ni la publier ailleurs",
        }[self]

    @property
    def address(self) -> str:
        """Address of its text; empty for a sheet with all rights reserved."""
        commons = "https://creativecommons.org"
        return {
            self.BY_SA: f"{commons}/licenses/by-sa/4.0/deed.fr",
            self.BY: f"{commons}/licenses/by/4.0/deed.fr",
            self.CC0: f"{commons}/publicdomain/zero/1.0/deed.fr",
            self.OPEN: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        }.get(self, "")

    @property
    def choice(self) -> str:
        """What the licence allows, for authors who choose it."""
        label, means = {
            self.BY_SA: (self.label, "chacun l’adapte en citant ses auteurs, et partage de même"),
            self.BY: (self.label, "chacun l’adapte en citant ses auteurs"),
            self.CC0: (self.label, "chacun l’adapte sans condition"),
            self.OPEN: (self.label, "chacun l’adapte en citant sa source et sa date"),
            self.RESERVED: ("Tous droits réservés", "le réseau l’anime, personne ne l’adapte"),
        }[self]
        return f"{label}\u00a0: {means}"

    @property
    def may_be_adapted(self) -> bool:
        return self is not Licence.RESERVED

    @property
    def for_adaptations(self) -> tuple["Licence", ...]:
        """Licences that an adaptation may have: as free as this one, and as respectful of the authors."""
        return {
            self.BY_SA: (Licence.BY_SA,),
            self.BY: (Licence.BY, Licence.BY_SA),
            self.CC0: (Licence.BY_SA, Licence.BY, Licence.CC0, Licence.OPEN),
            self.OPEN: (Licence.OPEN, Licence.BY, Licence.BY_SA),
        }.get(self, ())


class ContributionSource(models.TextChoices):
    """How the words of a contributor, who is no author, came into a sheet."""

    TOPIC = "topic", "ses messages dans un forum"
    ADAPTATION = "adaptation", "une adaptation de la fiche"


class PartNature(Enum):
    """How a part of a sheet is compared and merged (`ressources.review.versions.merging`)."""

    LINE = "one line"
    TEXT = "paragraphs, one a line"
    CHOICE = "one value among several"
    SET = "values in no order"
    STEPS = "steps in their order"
