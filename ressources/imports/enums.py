"""Closed lists of the import of documents: what became of each file, and why one was left aside."""

from django.db import models

from ressources.files.enums import Refusal, Unreadable


class ImportOutcome(models.TextChoices):
    """What became of a file that was brought."""

    WAITING = "waiting", "À lire"
    DRAFT = "draft", "Lu\u00a0: un brouillon vous attend"
    IMPORTED_BEFORE = "before", "Déjà importé dans votre EPM"
    ON_A_SHEET = "on_a_sheet", "Déjà joint à une fiche"
    NOT_READ = "not_read", "Pas lu"
    LEFT_ASIDE = "left_aside", "Laissé de côté"


class LeftAside(models.TextChoices):
    """Why a file was not even opened, where neither `Refusal` nor `Unreadable` says it."""

    HIDDEN = "hidden", "Fichier caché ou de service, que l’ordinateur ajoute de lui-même."
    HEAVY = "heavy", "Ce fichier dépasse 20\u00a0Mo. Réduisez ses images, ou découpez-le."
    TWICE = "twice", "Le même fichier est déjà dans cet import."


def why(code: str) -> str:
    """The sentence that goes with the code of a problem, whoever found it."""
    for reasons in (LeftAside, Refusal):
        if code in reasons.values:
            return reasons(code).label
    return f"Ce fichier est {Unreadable(code).label}." if code in Unreadable.values else ""
