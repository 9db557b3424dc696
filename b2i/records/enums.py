"""Closed lists of records: self-positioning, kind of evidence, place and help of a fact, answer to a contest."""

from django.db import models


class SelfPosition(models.TextChoices):
    """Self-positioning of a learner; the three levels come from practice and are not a legal scale."""

    NO = "no", "Je ne sais pas encore"
    HELPED = "helped", "J’y arrive avec de l’aide"
    ALONE = "alone", "J’y arrive sans aide"


class EvidenceKind(models.TextChoices):
    """Means of evaluation used in the field. A line of `WORKED_ON`, as the grid writes it, is no fact."""

    OBSERVED = "observed", "Vu en atelier"
    TOLD = "told", "Raconté par la personne"
    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    SITUATION = "situation", "Mise en situation"
    WORK = "work", "Travail fini"
    WORKED_ON = "worked_on", "Travaillée en atelier"

    @property
    def prompt(self) -> str:
        """Advice on what to write, for the animator."""
        return {
            self.OBSERVED: "«\u00a0A joint la photo au message.\u00a0» Le geste, pas l’effort.",
            self.TOLD: "«\u00a0Racontez la dernière fois. Où était-ce, qu’avez-vous fait, et ensuite\u00a0?\u00a0» "
            "Écrivez avec ses mots\u00a0: «\u00a0A raconté comment…\u00a0»",
            self.QUESTIONNAIRE: "«\u00a0A répondu juste à 4 questions sur 5, sur les pièces jointes.\u00a0»",
            self.SITUATION: "«\u00a0Devait retrouver une facture\u00a0: l’a cherchée par date, puis ouverte.\u00a0»",
            self.WORK: "Ce que c’est, et qui l’a fait. Joignez-le\u00a0: photo, fichier ou lien.",
            self.WORKED_ON: "La compétence a été travaillée\u00a0: rien de plus.",
        }[self]


# In the order of the form, which fills its lines on a phone.
FACT_KINDS = (
    EvidenceKind.OBSERVED,
    EvidenceKind.WORK,
    EvidenceKind.TOLD,
    EvidenceKind.QUESTIONNAIRE,
    EvidenceKind.SITUATION,
)


class FactPlace(models.TextChoices):
    """Situations that come back most often: one tap, completed in words if needed."""

    EXERCISE = "exercise", "En atelier, sur un exercice"
    OWN_NEED = "own_need", "En atelier, pour une vraie démarche"
    FREE_ACCESS = "free_access", "En accès libre"
    HOME = "home", "À la maison"
    OTHER = "other", "Ailleurs"


class HelpGiven(models.TextChoices):
    """With or without help."""

    ALONE = "alone", "Sans aide"
    HELPED = "helped", "Avec de l’aide"


class ContestOutcome(models.TextChoices):
    """What an EPM did about a contest."""

    CORRECTED = "corrected", "C’est corrigé"
    REMOVED = "removed", "La ligne est retirée"
    KEPT = "kept", "C’est maintenu"


# Closed list: path of a skill in a record.
class SkillStatus(models.TextChoices):
    """Path of a skill, in order; a tick changes none. A returned proposal leaves the skill practised, with a reason."""

    NOT_SEEN = "not_seen", "À apprendre"
    POSITIONED = "positioned", "La personne s’est située"
    PRACTISED = "practised", "Pratiquée"
    RETURNED = "returned", "À reprendre"
    PROPOSED = "proposed", "Proposée à la validation"
    VALIDATED = "validated", "Validée"


# Closed lists: decision on a proposal, state of an accreditation.
class Outcome(models.TextChoices):
    """Decision of an accredited person on a proposal."""

    VALIDATED = "validated", "Validée"
    RETURNED = "returned", "Renvoyée"


class Standing(models.TextChoices):
    """State of an accreditation on a day; computed, never stored."""

    COMING = "coming", "À venir"
    LIVE = "live", "En cours"
    ENDING = "ending", "Finit bientôt"
    ENDED = "ended", "N’a plus cours"
