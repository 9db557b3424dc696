"""Closed lists of skills records: the path of a skill, how it was shown, what became of a framework."""

from django.db import models

from reseau.extraction import audio
from reseau.files.enums import FileKind


class FrameworkStatus(models.TextChoices):
    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"


class SkillStatus(models.TextChoices):
    """Path of a skill in a record, in order; a proposal that was returned leaves the skill practised, with a reason."""

    NOT_SEEN = "not_seen", "Pas encore vue"
    POSITIONED = "positioned", "La personne s’est située"
    PRACTISED = "practised", "Pratiquée"
    RETURNED = "returned", "À reprendre"
    PROPOSED = "proposed", "Proposée à la validation"
    VALIDATED = "validated", "Validée"


class SelfPosition(models.TextChoices):
    """What a learner says of herself; the three states used in the field (domain of practice, not a legal scale)."""

    NO = "no", "Je ne sais pas encore"
    HELPED = "helped", "J’y arrive avec de l’aide"
    ALONE = "alone", "J’y arrive sans aide"


class ConsentMeans(models.TextChoices):
    """How somebody gave her consent."""

    ORAL = "oral", "De vive voix"
    WRITTEN = "written", "Par écrit"
    ONLINE = "online", "Sur la page de son livret"


class ConsentGiver(models.TextChoices):
    """Who gave it; under fifteen, a parent as well."""

    PERSON = "person", "La personne"
    PARENT = "parent", "La personne et un parent (avant 15 ans)"


class EvidenceKind(models.TextChoices):
    """The means of evaluation met in the field: observation, telling, questions, trial, finished work."""

    OBSERVED = "observed", "Vu en atelier"
    TOLD = "told", "Raconté par la personne"
    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    SITUATION = "situation", "Mise en situation"
    WORK = "work", "Travail fini"

    @property
    def prompt(self) -> str:
        """What to write, said to whoever notes it."""
        return {
            self.OBSERVED: "Ce que la personne a fait devant vous, en une phrase.",
            self.TOLD: "«\u00a0Racontez la dernière fois. Où était-ce, qu’avez-vous fait, et ensuite\u00a0?\u00a0» "
            "Écrivez avec ses mots, ou enregistrez-la.",
            self.QUESTIONNAIRE: "Quelles questions, à l’oral ou par écrit, et combien de bonnes réponses.",
            self.SITUATION: "Ce qui était demandé, comment elle s’y est prise\u00a0: seule, ou avec quelle aide.",
            self.WORK: "Ce que c’est, et qui l’a fait. Joignez-le\u00a0: photo, fichier ou lien.",
        }[self]


class EvidenceFileKind(models.TextChoices):
    """What may go with a piece of evidence, known by its content."""

    JPEG = "jpg", "photo"
    PNG = "png", "image"
    WEBM = audio.WEBM, "enregistrement WebM"
    OGG = audio.OGG, "enregistrement Ogg"
    MP3 = audio.MP3, "enregistrement MP3"
    M4A = audio.M4A, "enregistrement M4A"
    WAV = audio.WAV, "enregistrement WAV"
    PDF = FileKind.PDF.value, FileKind.PDF.label
    ODT = FileKind.ODT.value, FileKind.ODT.label
    DOCX = FileKind.DOCX.value, FileKind.DOCX.label
    ODP = FileKind.ODP.value, FileKind.ODP.label
    PPTX = FileKind.PPTX.value, FileKind.PPTX.label
    TEXT = FileKind.TEXT.value, FileKind.TEXT.label
    LINK = "link", "lien"

    @property
    def is_photo(self) -> bool:
        return self in (self.JPEG, self.PNG)

    @property
    def is_sound(self) -> bool:
        return self in (self.WEBM, self.OGG, self.MP3, self.M4A, self.WAV)

    @property
    def media_type(self) -> str:
        """Under which it is served; a link is not."""
        own = {
            self.JPEG: "image/jpeg",
            self.PNG: "image/png",
            self.WEBM: "audio/webm",
            self.OGG: "audio/ogg",
            self.MP3: "audio/mpeg",
            self.M4A: "audio/mp4",
            self.WAV: "audio/wav",
        }
        return own[self] if self in own else FileKind(self.value).media_type

    @property
    def extensions(self) -> tuple[str, ...]:
        """Ends of name; the usual one first."""
        if self in FileKind.values:
            return FileKind(self.value).extensions
        return {self.JPEG: ("jpg", "jpeg"), self.OGG: ("ogg", "oga", "opus")}.get(self, (self.value,))


class Outcome(models.TextChoices):
    """What an accredited person made of a proposal."""

    VALIDATED = "validated", "Validée"
    RETURNED = "returned", "Renvoyée"


class Standing(models.TextChoices):
    """Where an accreditation stands on a day; computed, never stored."""

    COMING = "coming", "À venir"
    LIVE = "live", "En cours"
    ENDING = "ending", "Bientôt finie"
    ENDED = "ended", "Finie"


class ContestOutcome(models.TextChoices):
    """What an EPM made of something that a learner contests."""

    CORRECTED = "corrected", "C’est rectifié"
    REMOVED = "removed", "La ligne est retirée"
    KEPT = "kept", "C’est maintenu"


class LineOutcome(models.TextChoices):
    """What became of a record that was on an elimination list."""

    WAITING = "waiting", "En attente"
    ERASED = "erased", "Supprimé"
    KEPT = "kept", "Gardé\u00a0: la personne est revenue"


class LineVerdict(models.TextChoices):
    """What becomes of a line of a table of learners."""

    MAKE = "make", "Livret à ouvrir"
    DUPLICATE = "duplicate", "Déjà là\u00a0?"
    DONE = "done", "Déjà importée"
    REFUSED = "refused", "Refusée"


class ShownName(models.TextChoices):
    """What whoever checks a statement reads of the learner: she says, and nothing is shown before she does."""

    NOTHING = "nothing", "Rien\u00a0: ni nom, ni initiales"
    INITIALS = "initials", "Mes initiales seulement"
    FULL = "full", "Mon prénom et mon nom"


class JuryDecision(models.TextChoices):
    """What the recteur decided on the proposal of the jury (arrêté of 13 April 2012, article 6); we only note it."""

    DELIVERED = "delivered", "Brevet délivré"
    REFUSED = "refused", "Brevet non délivré"
