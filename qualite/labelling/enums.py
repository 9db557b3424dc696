"""Closed lists of labelling: the charter, files, visits, decisions, actions."""

from django.db import models


# Closed lists: the proof that a criterion asks for, the figures that the site can offer as proof.
class ProofKind(models.TextChoices):
    """What shows best that a criterion is met."""

    FIGURE = "figure", "Un chiffre que le site connaît"
    FILE = "file", "Une photo ou un document"
    LINK = "link", "Une page que l’on peut ouvrir"
    VISIT = "visit", "Ce que l’on voit en visitant le lieu"


class LiveFigure(models.TextChoices):
    """Figure of a place that the site computes; `qualite.live_figures` has the queries."""

    HOURS = "hours", "Horaires publiés"
    EQUIPMENT = "equipment", "Ordinateurs et places"
    TEAM = "team", "Personnes en poste"
    TRAINING = "training", "Demi-journées de formation suivies par l’équipe"
    WORKSHOPS = "workshops", "Ateliers animés"
    COMING_WORKSHOPS = "coming", "Ateliers annoncés au public"
    LEARNERS = "learners", "Personnes suivies avec un livret"
    SHEETS = "sheets", "Fiches publiées"


# Closed lists: stage of a file, part of a person in it, answer to a criterion.
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


# Closed lists: state of a visit, what a visitor saw of a criterion.
class VisitState(models.TextChoices):
    """State of a visit."""

    PLANNED = "planned", "Prévue"
    HELD = "held", "Faite"
    CANCELLED = "cancelled", "Annulée"


class Sight(models.TextChoices):
    """What the visitor saw of a criterion."""

    SEEN = "seen", "Vu"
    PARTLY = "partly", "En partie"
    NOT_SEEN = "not_seen", "Pas vu"

    @property
    def tone(self) -> str:
        return {self.SEEN: "good", self.PARTLY: "wait", self.NOT_SEEN: "bad"}[self]


# Closed list: what the coordination decides on a file.
class LabelOutcome(models.TextChoices):
    """Decision on a file."""

    GRANTED = "granted", "Label accordé"
    PLAN_FIRST = "plan", "Un plan d’action d’abord"
    REFUSED = "refused", "Label refusé"

    @property
    def tone(self) -> str:
        return {self.GRANTED: "good", self.PLAN_FIRST: "wait", self.REFUSED: "bad"}[self]


# Closed list: state of an action.
class ActionState(models.TextChoices):
    """State of an action of a plan."""

    TO_DO = "to_do", "À faire"
    UNDER_WAY = "doing", "En cours"
    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"

    @property
    def tone(self) -> str:
        return {self.DONE: "good", self.UNDER_WAY: "wait"}.get(self, "")
