"""Erasure of a member's name from the texts that keep it: credits of adaptations, journal of sheets, messages."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from wagtail.models import PageLogEntry

from alertes.channels.notices.services import erase_mentions
from reseau.people.members.models.member import Member
from ressources.review.adaptations.models import Adaptation
from ressources.sheets import sheet_journal

NAMELESS = "une personne partie du réseau"


@transaction.atomic
def forget_name(*, name: str) -> None:
    """Remove the name from the credits of adapted sheets, which still name its EPM, and from the journal of sheets.

    Notices and mails to others that bear the full name are deleted.

    The sheets of the erased account have no author any more. The licence allows authors to ask for that (CC BY-SA 4.0,
    3.a.3); members who want to stay named have their account closed instead. A namesake loses the mention as well.
    """
    for adaptation in Adaptation.objects.only("credits"):
        credits_without_name = [_without(credit, name) for credit in adaptation.credits]
        if credits_without_name != adaptation.credits:
            adaptation.credits = credits_without_name
            adaptation.save(update_fields=["credits"])
    for entry in PageLogEntry.objects.filter(action__in=sheet_journal.NAMING, data__name=name):
        entry.data["name"] = NAMELESS
        entry.save(update_fields=["data"])
    if " " in name and not _is_borne(name):
        erase_mentions(words=[name], urls=[])


def _is_borne(name: str) -> bool:
    """Whether somebody else of the site bears this full name: messages may be about them."""
    full_name = Concat("first_name", Value(" "), "last_name")
    return Member.objects.alias(full_name=full_name).filter(full_name=name).exists()


def _without(credit: dict, name: str) -> dict:
    people = {key: [person for person in credit.get(key, ()) if person != name] for key in ("authors", "contributors")}
    return {**credit, **people}
