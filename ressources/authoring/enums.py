"""Closed lists of authoring: imports, the watch inbox."""

from django.db import models

from ressources.files.enums import Refusal, Unreadable


# Closed lists of the import of documents: outcome of each file, and reasons to leave one aside.
class ImportOutcome(models.TextChoices):
    """The outcome of an uploaded file."""

    WAITING = "waiting", "À lire"
    DRAFT = "draft", "Lu\u00a0: un brouillon vous attend"
    IMPORTED_BEFORE = "before", "Déjà importé dans votre EPM"
    ON_A_SHEET = "on_a_sheet", "Déjà joint à une fiche"
    NOT_READ = "not_read", "Pas lu"
    LEFT_ASIDE = "left_aside", "Laissé de côté"


class LeftAside(models.TextChoices):
    """Reasons not to open a file, beside those of `Refusal` and `Unreadable`."""

    HIDDEN = "hidden", "Fichier caché ou de service, que l’ordinateur ajoute de lui-même."
    HEAVY = "heavy", "Ce fichier dépasse 20\u00a0Mo. Réduisez ses images, ou découpez-le."
    TWICE = "twice", "Le même fichier est déjà dans cet import."


def why(code: str) -> str:
    """Return the sentence for the code of a problem, from whichever list it comes."""
    for reasons in (LeftAside, Refusal):
        if code in reasons.values:
            return reasons(code).label
    return f"Ce fichier est {Unreadable(code).label}." if code in Unreadable.values else ""


# Closed lists of the watch inbox.
class ItemState(models.TextChoices):
    """What became of an item of a feed."""

    TO_SORT = "to_sort", "À trier"
    KEPT = "kept", "Gardée"
    DISCARDED = "discarded", "Écartée"
