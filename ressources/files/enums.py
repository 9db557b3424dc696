"""Closed lists of the files of a sheet: reading, antivirus, reasons of a refusal."""

from django.db import models

from reseau.documents.extraction import problems


class Reading(models.TextChoices):
    """How far the text of a file has been read."""

    WAITING = "waiting", "Lecture en attente"
    READ = "read", "Texte lu"
    UNREADABLE = "unreadable", "Texte illisible"
    EMPTY = "empty", "Pas de texte à lire"


class Scan(models.TextChoices):
    """The verdict of the antivirus on a file."""

    NOT_ASKED = "not_asked", "Sans antivirus"
    WAITING = "waiting", "En cours de vérification"
    CLEAN = "clean", "Vérifié"
    INFECTED = "infected", "Infecté, supprimé"

    @classmethod
    def available(cls) -> tuple[str, ...]:
        """A file in one of these states may be fetched."""
        return cls.NOT_ASKED, cls.CLEAN


class Unreadable(models.TextChoices):
    """Why the text of a file could not be read."""

    PROTECTED = problems.PROTECTED, "protégé par un mot de passe"
    TOO_HEAVY = problems.TOO_HEAVY, "trop lourd à ouvrir"
    BROKEN = problems.BROKEN, "abîmé ou incomplet"
    DANGEROUS = problems.DANGEROUS, "construit de façon dangereuse"
    MISSING = problems.MISSING, "introuvable"

    @property
    def advice(self) -> str:
        return {
            self.PROTECTED: "Enregistrez-le sans mot de passe, puis remplacez-le.",
            self.TOO_HEAVY: "Allégez-le ou découpez-le, puis remplacez-le.",
            self.BROKEN: "Ouvrez-le, enregistrez-le de nouveau, puis remplacez-le.",
            self.DANGEROUS: "Le site n’ouvre pas un tel fichier : remplacez-le par un PDF.",
            self.MISSING: "Joignez-le de nouveau.",
        }[self]


class Refusal(models.TextChoices):
    """Why a file is refused, for the member who chose it."""

    EMPTY = problems.EMPTY, "Ce fichier est vide. Choisissez-en un autre."
    PROGRAM = (
        problems.PROGRAM,
        "Ce fichier est un programme, quel que soit son nom : un programme ne se joint pas à une fiche.",
    )
    IMAGE = problems.IMAGE, "Ce fichier est une image. Les images d’une fiche ont leur page : ajoutez-la parmi elles."
    OTHER_IMAGE = (
        problems.OTHER_IMAGE,
        "Cette image est d’un format trop rare. Enregistrez-la en JPEG ou en PNG, puis ajoutez-la aux images.",
    )
    SVG = (
        problems.SVG,
        "Un dessin SVG peut cacher un programme. Enregistrez-le en PNG, puis ajoutez-le aux images.",
    )
    NOT_A_PICTURE = (
        problems.NOT_A_PICTURE,
        "Ce fichier n’est pas une image JPEG, PNG, WebP, GIF, HEIC ou AVIF. Un document se joint parmi les fichiers.",
    )
    TOO_LARGE = (
        problems.TOO_LARGE,
        "Cette image a plus de 120 millions de points. Réduisez ses dimensions, puis recommencez.",
    )
    OLD_OFFICE = (
        problems.OLD_OFFICE,
        "Ce document est d’un ancien format ou protégé. Enregistrez-le sans mot de passe en PDF, ODT ou DOCX.",
    )
    MACROS = problems.MACROS, "Ce document contient des macros. Enregistrez-le en DOCX ou en PPTX, puis recommencez."
    OTHER_ARCHIVE = (
        problems.OTHER_ARCHIVE,
        "Ce fichier est un tableur ou une archive. Enregistrez-le en PDF, ou joignez ses documents un à un.",
    )
    UNKNOWN = (
        problems.UNKNOWN,
        "Nous ne reconnaissons pas ce fichier. Enregistrez-le en PDF, ODT, DOCX, ODP, PPTX ou texte, puis recommencez.",
    )
    PROTECTED = problems.PROTECTED, "Un mot de passe protège ce document. Enregistrez-le sans mot de passe."
    TOO_HEAVY = problems.TOO_HEAVY, "Ce fichier demande trop de temps ou de mémoire pour être ouvert. Allégez-le."
    BROKEN = (
        problems.BROKEN,
        "Ce fichier est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis recommencez.",
    )

    @property
    def is_about_a_picture(self) -> bool:
        return self in (self.IMAGE, self.OTHER_IMAGE, self.SVG)
