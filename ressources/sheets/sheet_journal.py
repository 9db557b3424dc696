"""The journal of a sheet: its review, then its upkeep, stored in Wagtail's journal of pages.

One entry for each action. Wagtail's own entries (saved, published, withdrawn) are in the same journal.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.html import format_html
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, PageLogEntry

from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

STILL_VALID = "ressources.still_valid"
DATE_CHOSEN = "ressources.date_chosen"
OBSOLETE = "ressources.obsolete"
REVIVED = "ressources.revived"
COAUTHOR_ADDED = "ressources.coauthor_added"
COAUTHOR_REMOVED = "ressources.coauthor_removed"
HANDED_OVER = "ressources.handed_over"
CHANGE_TAKEN = "ressources.change_taken"
DELIVERY_REMOVED = "ressources.delivery_removed"
TAKEN = "ressources.review_taken"
GIVEN = "ressources.review_given"
PUT_BACK = "ressources.review_put_back"
ANSWER_DATE = "ressources.answer_date"
# Actions that name another person than the one who did them.
NAMING = (COAUTHOR_ADDED, COAUTHOR_REMOVED, HANDED_OVER, DELIVERY_REMOVED, GIVEN)
# Actions on a tag are in Wagtail's journal of other models.
TAGS_MERGED = "ressources.tags_merged"
WORD_FREED = "ressources.word_freed"


def note(action: str, *, page, by: Member, **data: str) -> PageLogEntry:
    return log(instance=page, action=action, user=by, data=data)


def note_tag(action: str, *, tag, by: Member, **data: str | int) -> ModelLogEntry:
    return log(instance=tag, action=action, user=by, data=data)


def entries_of(page) -> QuerySet[PageLogEntry]:
    """Return the entries about the upkeep of `page`, the latest first."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=FORMATTERS).select_related("user")
    return entries.order_by("-timestamp", "-pk")


class Formatter(LogFormatter):
    """Formats an entry: `sentence` is completed with its data, days in full."""

    sentence = ""

    def format_message(self, log_entry) -> str:
        values = {name: _readable(name, value) for name, value in log_entry.data.items()}
        return format_html(self.sentence, **values) if values else self.sentence


class StillValid(Formatter):
    label = "Toujours valable"
    sentence = "Toujours valable, à relire le {due}"


class DateChosen(Formatter):
    label = "Date de relecture choisie"
    sentence = "À relire le {due}"


class Obsolete(Formatter):
    label = "Déclarée obsolète"
    sentence = "Déclarée obsolète : {reason}"


class Revived(Formatter):
    label = "De nouveau d’actualité"
    sentence = "De nouveau d’actualité"


class CoauthorAdded(Formatter):
    label = "Personne ajoutée à l’écriture"
    sentence = "{name} participe à l’écriture"


class CoauthorRemoved(Formatter):
    label = "Personne retirée de l’écriture"
    sentence = "{name} ne participe plus à l’écriture"


class ChangeTaken(Formatter):
    label = "Repris d’une autre fiche"
    sentence = "A repris « {part} » de « {title} »"


class DeliveryRemoved(Formatter):
    label = "Atelier animé retiré"
    sentence = "Atelier du {day} ({epm}), noté par {name}, retiré du décompte"


class HandedOver(Formatter):
    label = "Fiche confiée"
    sentence = "{name} répond de la fiche"


class Taken(Formatter):
    label = "Relecture prise en charge"
    sentence = "S’occupe de la relecture"


class Given(Formatter):
    label = "Relecture confiée"
    sentence = "Relecture confiée à {name}"


class PutBack(Formatter):
    label = "Relecture rendue"
    sentence = "Relecture rendue au territoire"


class AnswerDate(Formatter):
    label = "Réponse promise"
    sentence = "Réponse promise pour le {due}"


REVIEW_FORMATTERS = {TAKEN: Taken, GIVEN: Given, PUT_BACK: PutBack, ANSWER_DATE: AnswerDate}


class TagsMerged(Formatter):
    label = "Mots-clés fusionnés"
    sentence = "{names} fusionnés dans ce mot-clé, fiches concernées : {sheets}"


class WordFreed(Formatter):
    label = "Mot libéré"
    sentence = "{names} peut redevenir un mot-clé"


TAG_FORMATTERS = {TAGS_MERGED: TagsMerged, WORD_FREED: WordFreed}
FORMATTERS = {
    STILL_VALID: StillValid,
    DATE_CHOSEN: DateChosen,
    OBSOLETE: Obsolete,
    REVIVED: Revived,
    COAUTHOR_ADDED: CoauthorAdded,
    COAUTHOR_REMOVED: CoauthorRemoved,
    HANDED_OVER: HandedOver,
    CHANGE_TAKEN: ChangeTaken,
    DELIVERY_REMOVED: DeliveryRemoved,
}


def _readable(name: str, value: str) -> str:
    return day_in_full(date.fromisoformat(value)) if name in {"due", "day"} else value
