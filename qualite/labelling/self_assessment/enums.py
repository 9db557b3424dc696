"""Closed lists: stage of a file, part of a person in it, answer to a criterion."""

from django.db import models


class FileStage(models.TextChoices):
    """Where a file stands. Services of the concepts move it; each stage says whom it waits for."""

    DRAFT = "draft", "En cours d’écriture"
    SUBMITTED = "submitted", "Envoyé"
    VISIT_PLANNED = "planned", "Visite prévue"
    VISITED = "visited", "Visité"
    DECIDED = "decided", "Décidé"

    @property
    def waits_for(self) -> str:
        return {
            self.DRAFT: "l’équipe du lieu",
            self.SUBMITTED: "l’animation du territoire, pour choisir qui visite",
            self.VISIT_PLANNED: "la personne qui visite",
            self.VISITED: "la coordination, pour décider",
            self.DECIDED: "",
        }[self]

    @property
    def tone(self) -> str:
        """Class of its badge."""
        return {self.DRAFT: "", self.DECIDED: "good"}.get(self, "wait")


class FilePart(models.TextChoices):
    """What a person is to a file: one part each, so that nobody visits or decides of what they answered for."""

    TEAM = "team", "Équipe du lieu"
    VISITOR = "visitor", "Visite"
    DECIDER = "decider", "Décision"


class AnswerLevel(models.TextChoices):
    """Where the place stands on a criterion."""

    NOT_YET = "not_yet", "Pas encore"
    PARTLY = "partly", "En partie"
    YES = "yes", "Oui"
    NOT_CONCERNED = "none", "Ne nous concerne pas"

    @property
    def tone(self) -> str:
        return {self.YES: "good", self.PARTLY: "wait", self.NOT_YET: "bad"}.get(self, "")


class ProofFormat(models.TextChoices):
    """Kind of a file joined as proof, read from its content."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "photo"
    PNG = "png", "image"
