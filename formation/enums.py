"""Closed lists of the training year."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"
    EVENING = "evening", "soir"


class PlaceKind(models.TextChoices):
    """Where a session is held: in a room of the network, in another place, or nowhere, over the network."""

    EPM = "epm", "Dans un EPM"
    ELSEWHERE = "elsewhere", "Dans un autre lieu"
    REMOTE = "remote", "À distance"


class SessionStatus(models.TextChoices):
    """A draft is seen by coordinators alone, and nobody enrols in it; it holds its room and its trainers."""

    DRAFT = "draft", "Brouillon"
    OPEN = "open", "Inscriptions ouvertes"
    CANCELLED = "cancelled", "Annulée"


class Stage(models.TextChoices):
    """Where a session stands today: never stored, computed from its dates and its closed half-days."""

    DRAFT = "draft", "Brouillon"
    UPCOMING = "upcoming", "À venir"
    RUNNING = "running", "En cours"
    TO_CLOSE = "to_close", "Émargement à clore"
    DONE = "done", "Terminée"
    CANCELLED = "cancelled", "Annulée"


class EnrolmentStatus(models.TextChoices):
    """From the request to the place. Whether she came is not a status: it is what attendance says."""

    REQUESTED = "requested", "Accord de l’employeur attendu"
    CONFIRMED = "confirmed", "Inscription confirmée"
    WAITING = "waiting", "Sur liste d’attente"
    OFFERED = "offered", "Place proposée"
    CANCELLED = "cancelled", "Inscription annulée"

    @classmethod
    def holding(cls) -> tuple["EnrolmentStatus", ...]:
        """Those that take a place: given, or kept until the offer ends."""
        return cls.CONFIRMED, cls.OFFERED


class RideKind(models.TextChoices):
    """What somebody says of her car, or of the one she lacks."""

    OFFER = "offer", "Je peux emmener quelqu’un"
    SEARCH = "search", "Je cherche une place"

    @property
    def other(self) -> "RideKind":
        return RideKind.SEARCH if self is RideKind.OFFER else RideKind.OFFER


class RideAnswer(models.TextChoices):
    """Of the neighbour who is asked."""

    WAITING = "waiting", "Réponse attendue"
    ACCEPTED = "accepted", "Acceptée"
    DECLINED = "declined", "Refusée"


class ShownName(models.TextChoices):
    """How a certificate names its holder to whoever checks it."""

    FULL = "full", "Mon prénom et mon nom"
    INITIALS = "initials", "Mes initiales seulement"


class Revocation(models.TextChoices):
    """Why a certificate attests nothing any more: attendance says so, or somebody decided it."""

    NO_PRESENCE = "no_presence", "Plus aucune présence n’est notée à cette session."
    DECISION = "decision", "Décision de la coordination."


class Moment(models.TextChoices):
    """When a session is judged: on the day, then once there was time to make use of it."""

    HOT = "hot", "À chaud"
    COLD = "cold", "À trois mois"


class Agreement(models.IntegerChoices):
    """How far one agrees with a sentence; four steps, so that nobody stays in the middle."""

    NOT_AT_ALL = 1, "Pas du tout"
    RATHER_NOT = 2, "Plutôt non"
    RATHER = 3, "Plutôt oui"
    FULLY = 4, "Tout à fait"


class Reuse(models.TextChoices):
    """Whether the workshop that one trained for was run since."""

    OFTEN = "often", "Oui, plusieurs fois"
    ONCE = "once", "Oui, une fois"
    PLANNED = "planned", "Pas encore, mais c’est prévu"
    NO = "no", "Non"


class Means(models.TextChoices):
    """How somebody was noted at a half-day."""

    TICKED = "ticked", "pointage"
    QR = "qr", "code QR"
    PAPER = "paper", "feuille papier"
    TABLET = "tablet", "signature"

    @property
    def weight(self) -> int:
        """What it proves: a stronger proof takes the place of a weaker one, never the other way round."""
        return list(Means).index(self)


class SheetFormat(models.TextChoices):
    """What the scan of a signed sheet may be, known by its content; a photo was drawn again by the site."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "photo"
    PNG = "png", "image"

    @property
    def media_type(self) -> str:
        return {self.PDF: "application/pdf", self.JPEG: "image/jpeg", self.PNG: "image/png"}[self]


class PieceKind(models.TextChoices):
    """What the dossier of a session is made of, in the order of its folders."""

    PROGRAMME = "programme", "Programme"
    CONVOCATION = "convocation", "Convocations"
    SHEET = "sheet", "Feuilles d’émargement"
    SCAN = "scan", "Feuilles signées"
    EVALUATION = "evaluation", "Évaluations"
    CERTIFICATE = "certificate", "Attestations"
    SUPPORT = "support", "Supports"
