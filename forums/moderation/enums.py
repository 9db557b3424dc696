"""Why a message is reported, what became of the report, what moderation does."""

from django.db import models


class ReportReason(models.TextChoices):
    PERSONAL_DATA = "personal", "Il donne une information personnelle sur quelqu’un"
    HURTFUL = "hurtful", "Il blesse, insulte ou discrimine"
    ADVERTISING = "advertising", "C’est de la publicité ou un lien douteux"
    WRONG = "wrong", "Il est faux ou dangereux à suivre"
    MISPLACED = "misplaced", "Il n’est pas à sa place"
    OTHER = "other", "Autre chose"


class ReportOutcome(models.TextChoices):
    NOTHING = "nothing", "Rien à faire"
    ACTED = "acted", "Suivi d’effet"


class ActionKind(models.TextChoices):
    SETTLE = "settle", "Signalement traité"
    HIDE = "hide", "Message masqué"
    SHOW = "show", "Message remontré"
    ERASE = "erase", "Message effacé pour de bon"
    PUBLISH = "publish", "Message relu, publié"
    REFUSE = "refuse", "Message relu, non publié"
    MOVE = "move", "Sujet déplacé"
    MERGE = "merge", "Sujets réunis"
    SPLIT = "split", "Sujet partagé en deux"
    RENAME = "rename", "Titre changé"
    LOCK = "lock", "Sujet fermé"
    UNLOCK = "unlock", "Sujet rouvert"


# What is done to a topic, and may be undone as long as nothing else happened to it.
OF_TOPICS = (
    ActionKind.MOVE,
    ActionKind.MERGE,
    ActionKind.SPLIT,
    ActionKind.RENAME,
    ActionKind.LOCK,
    ActionKind.UNLOCK,
)
