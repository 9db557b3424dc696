"""Closed lists of records: self-positioning, kind of evidence, answer to a contest."""

from django.db import models


class SelfPosition(models.TextChoices):
    """Self-positioning of a learner; the three levels come from practice and are not a legal scale."""

    NO = "no", "Je ne sais pas encore"
    HELPED = "helped", "J’y arrive avec de l’aide"
    ALONE = "alone", "J’y arrive sans aide"


class EvidenceKind(models.TextChoices):
    """Means of evaluation used in the field."""

    OBSERVED = "observed", "Vu en atelier"
    TOLD = "told", "Raconté par la personne"
    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    SITUATION = "situation", "Mise en situation"
    WORK = "work", "Travail fini"

    @property
    def prompt(self) -> str:
        """Advice on what to write, for the animator."""
        return {
            self.OBSERVED: "Ce que la personne a fait devant vous, en une phrase.",
            self.TOLD: "«\u00a0Racontez la dernière fois. Où était-ce, qu’avez-vous fait, et ensuite\u00a0?\u00a0» "
            "Écrivez avec ses mots, ou enregistrez-la.",
            self.QUESTIONNAIRE: "Quelles questions, à l’oral ou par écrit, et combien de bonnes réponses.",
            self.SITUATION: "Ce qui était demandé, comment elle s’y est prise\u00a0: seule, ou avec quelle aide.",
            self.WORK: "Ce que c’est, et qui l’a fait. Joignez-le\u00a0: photo, fichier ou lien.",
        }[self]


class ContestOutcome(models.TextChoices):
    """What an EPM did about a contest."""

    CORRECTED = "corrected", "C’est corrigé"
    REMOVED = "removed", "La ligne est retirée"
    KEPT = "kept", "C’est maintenu"
